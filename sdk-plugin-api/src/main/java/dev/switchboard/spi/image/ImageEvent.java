package dev.switchboard.spi.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.Optional;

/**
 * One event of streamed pictures: unfinished ones any number of times, then each finished one. Cases may be added in a minor
 * version: switch with a default.
 */
public sealed interface ImageEvent extends StreamEvent {
    /**
     * A picture that is not finished.
     *
     * @param index  counted from 0
     * @param extras members this record does not know
     */
    record Partial(int index, Instant created, Media image, Extras extras) implements ImageEvent {
        @Override
        public boolean meaningful() {
            return true;
        }
    }

    /**
     * A picture is finished.
     *
     * @param total  what making all so far used; {@link Usage#none} if it does not say
     * @param extras members this record does not know
     */
    record Completed(Instant created, Media image, Usage total, Extras extras) implements ImageEvent {
        @Override
        public boolean meaningful() {
            return true;
        }

        @Override
        public Optional<Usage> usage() {
            return total.isNone() ? Optional.empty() : Optional.of(total);
        }
    }

    /** The upstream failed; nothing follows. */
    record Failed(GatewayError error) implements ImageEvent {
        @Override
        public Optional<GatewayError> failure() {
            return Optional.of(error);
        }
    }
}
