package dev.switchboard.spi.stream;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;

/** One event of a streamed reply, as far as the gateway itself needs to understand it. */
public interface StreamEvent {
    /** Whether the event carries content a caller waits for; before the first one, a failure can still change targets. */
    default boolean meaningful() {
        return false;
    }

    /** What was used so far, if this event says so. Later reports replace earlier ones. */
    default Optional<Usage> usage() {
        return Optional.empty();
    }

    /** The text that this event adds to the reply, tool arguments and reasoning included, for counting tokens; mostly empty. */
    default String outputText() {
        return "";
    }

    /** The failure that this event stands for; nothing follows it. */
    default Optional<GatewayError> failure() {
        return Optional.empty();
    }

    /** The event type of operations that have no stream. It has no values. */
    enum None implements StreamEvent {}
}
