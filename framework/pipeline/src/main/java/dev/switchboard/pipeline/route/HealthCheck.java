package dev.switchboard.pipeline.route;

import java.time.Duration;
import java.util.Optional;

/**
 * How a target is asked now and then how it is, without a caller.
 *
 * @param interval  how long after the last check or answer
 * @param timeout   how long to wait for the reply
 * @param model     the model to ask in place of the target's own
 * @param operation what to ask for
 */
public record HealthCheck(Duration interval, Duration timeout, Optional<String> model, Operation operation) {
    /** The same at another interval. */
    public HealthCheck every(Duration time) {
        return new HealthCheck(time, timeout, model, operation);
    }

    /** What can be asked for without a caller's words. */
    public enum Operation {
        /** A few words of an answer. */
        CHAT,
        /** The vector of a word. */
        EMBEDDING
    }
}
