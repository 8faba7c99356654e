package dev.switchboard.spi.speech;

import dev.switchboard.spi.wire.Extras;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks for a text to be spoken.
 *
 * @param model        the model's name, public or upstream depending on where in the pipeline it is read
 * @param input        the text
 * @param voice        the provider's name of the voice
 * @param instructions how to speak, in words, if the caller said so
 * @param format       the container, such as {@code mp3}, {@code opus}, {@code aac}, {@code flac}, {@code wav} or {@code pcm};
 *                     the provider's default if absent
 * @param speed        1 is normal, if the caller said so
 * @param delivery     how the caller wants the sound to come
 * @param extras       top-level members this record does not know
 */
public record SpeechRequest(
        String model,
        String input,
        String voice,
        Optional<String> instructions,
        Optional<String> format,
        OptionalDouble speed,
        Delivery delivery,
        Extras extras) {
    /** Checks that nothing is null. */
    public SpeechRequest {
        Objects.requireNonNull(model);
        Objects.requireNonNull(input);
        Objects.requireNonNull(voice);
        Objects.requireNonNull(instructions);
        Objects.requireNonNull(format);
        Objects.requireNonNull(speed);
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(extras);
    }

    /** The characters (Unicode code points) of the text, by which some providers bill. */
    public int characters() {
        return input.codePointCount(0, input.length());
    }

    /** How sound comes. */
    public enum Delivery {
        /** Bytes of the container, as they are made. */
        AUDIO,
        /** Events that hold pieces of the container, with usage at their end. */
        EVENTS
    }
}
