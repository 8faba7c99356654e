package dev.switchboard.pipeline.live;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.error.GatewayError;

/** What the end of a call says about its target's health. */
enum Symptom {
    /** It answered. */
    NONE,
    /** It refused what it was asked, as a working target does. */
    ALIVE,
    /** Nothing: the call ended for reasons of the caller's or the gateway's own. */
    SILENT,
    /** It is broken, away or too slow. */
    FAILING,
    /** It has had enough for now. */
    THROTTLED;

    static Symptom of(GatewayError error) {
        if (BodyMemory.isShortage(error)) {
            return SILENT;
        }
        return switch (error.kind()) {
            case RATE_LIMIT, QUOTA -> THROTTLED;
            case REQUEST_TIMEOUT, UPSTREAM, OVERLOADED, UPSTREAM_TIMEOUT -> FAILING;
            case INTERNAL -> error.fromUpstream() ? FAILING : SILENT;
            default -> error.fromUpstream() ? ALIVE : SILENT;
        };
    }
}
