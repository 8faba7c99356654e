package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.error.GatewayError;

/** What can be done about a failed attempt. */
enum Remedy {
    /** Another target of the model, or the same one later, may answer. */
    RETRY,
    /** A model that takes longer requests may answer. */
    LARGER_WINDOW,
    /** A model with another content policy may answer. */
    OTHER_POLICY,
    /** Nothing: the request is wrong, or the gateway itself is in need. */
    NONE;

    static Remedy of(GatewayError failure) {
        if (BodyMemory.isShortage(failure)) {
            return NONE;
        }
        return switch (failure.kind()) {
            case CONTEXT_WINDOW -> LARGER_WINDOW;
            case CONTENT_POLICY -> OTHER_POLICY;
            // An upstream's quota is that of one account: another account may have some left.
            case QUOTA -> failure.fromUpstream() ? RETRY : NONE;
            default -> failure.kind().isTransient() ? RETRY : NONE;
        };
    }
}
