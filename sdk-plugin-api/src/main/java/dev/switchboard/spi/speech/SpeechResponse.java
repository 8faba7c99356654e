package dev.switchboard.spi.speech;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import java.util.Objects;

/**
 * Speech.
 *
 * @param mediaType of the container, such as {@code audio/mpeg}
 * @param audio     the whole container
 * @param usage     what it used
 */
public record SpeechResponse(String mediaType, Bytes audio, Usage usage) implements Metered {
    /** Checks that nothing is null. */
    public SpeechResponse {
        Objects.requireNonNull(mediaType);
        Objects.requireNonNull(audio);
        Objects.requireNonNull(usage);
    }
}
