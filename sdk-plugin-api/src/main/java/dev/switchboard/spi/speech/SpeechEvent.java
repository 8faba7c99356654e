package dev.switchboard.spi.speech;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;

/**
 * One event of streamed speech: sound any number of times, usage at most once. Cases may be added in a minor version: switch
 * with a default.
 */
public sealed interface SpeechEvent extends StreamEvent {
    /** The next piece of the container, cut anywhere. */
    record Audio(Bytes piece) implements SpeechEvent {
        @Override
        public boolean meaningful() {
            return !piece.isEmpty();
        }
    }

    /** What was used. */
    record UsageReported(Usage total) implements SpeechEvent {
        @Override
        public Optional<Usage> usage() {
            return Optional.of(total);
        }
    }

    /** The upstream failed; nothing follows. */
    record Failed(GatewayError error) implements SpeechEvent {
        @Override
        public Optional<GatewayError> failure() {
            return Optional.of(error);
        }
    }
}
