package dev.switchboard.spi.transcription;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.util.Optional;

/**
 * One event of a streamed transcription: pieces of text and segments in any order, then {@link Done}, once. Cases may be added
 * in a minor version: switch with a default.
 */
public sealed interface TranscriptionEvent extends StreamEvent {
    /** The next piece of text, cut anywhere. @param extras members this record does not know */
    record Delta(String text, Extras extras) implements TranscriptionEvent {
        @Override
        public boolean meaningful() {
            return !text.isEmpty();
        }
    }

    /** A sentence is complete. @param id the upstream's name for it; empty if it gave none */
    record SegmentDone(String id, TranscriptionResponse.Segment segment) implements TranscriptionEvent {
        @Override
        public boolean meaningful() {
            return true;
        }
    }

    /** All is said. */
    record Done(TranscriptionResponse response) implements TranscriptionEvent {
        @Override
        public boolean meaningful() {
            return true;
        }

        @Override
        public Optional<Usage> usage() {
            return response.usage().isNone() ? Optional.empty() : Optional.of(response.usage());
        }
    }

    /** The upstream failed; nothing follows. */
    record Failed(GatewayError error) implements TranscriptionEvent {
        @Override
        public Optional<GatewayError> failure() {
            return Optional.of(error);
        }
    }
}
