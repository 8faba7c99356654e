package dev.switchboard.spi.transcription;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks for speech to be written down.
 *
 * @param model       the model's name, public or upstream depending on where in the pipeline it is read
 * @param audio       the recording
 * @param translate   whether the text shall be English, whatever language is spoken
 * @param language    the language spoken, as ISO 639-1, if the caller knows it
 * @param prompt      words that help the model, such as names, if the caller gave some
 * @param format      what the caller wants back
 * @param temperature the sampling temperature, if the caller said so
 * @param timestamps  what shall have times, in the provider's words, such as {@code word} and {@code segment}
 * @param stream      whether the text shall come as it is understood
 * @param extras      fields this record does not know: a string, or an array of strings if there were several of a name
 */
public record TranscriptionRequest(
        String model,
        Media.Upload audio,
        boolean translate,
        Optional<String> language,
        Optional<String> prompt,
        Format format,
        OptionalDouble temperature,
        List<String> timestamps,
        boolean stream,
        Extras extras) {
    /** Copies the list. */
    public TranscriptionRequest {
        Objects.requireNonNull(model);
        Objects.requireNonNull(audio);
        Objects.requireNonNull(language);
        Objects.requireNonNull(prompt);
        Objects.requireNonNull(format);
        Objects.requireNonNull(temperature);
        Objects.requireNonNull(extras);
        timestamps = List.copyOf(timestamps);
    }

    /** What comes back. Formats may be added in a minor version: switch with a default. */
    public enum Format {
        /** An object with the text. */
        JSON(false),
        /** An object with the text and the times of its parts. */
        VERBOSE_JSON(false),
        /** An object with the text and who said what. */
        DIARIZED_JSON(false),
        /** The text alone. */
        TEXT(true),
        /** Subtitles in SubRip's format. */
        SRT(true),
        /** Subtitles as WebVTT. */
        VTT(true);

        private final boolean plain;

        Format(boolean plain) {
            this.plain = plain;
        }

        /** Whether it is plain text, which is not JSON. */
        public boolean isPlain() {
            return plain;
        }
    }
}
