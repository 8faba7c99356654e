package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.util.Optional;

/** An attempt came to nothing, before the caller saw anything of it. */
public final class AttemptFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;
    private final transient Optional<UpstreamReply> reply;

    AttemptFailedException(GatewayError error, Optional<UpstreamReply> reply) {
        super(error.message(), null, false, false);
        this.error = error;
        this.reply = reply;
    }

    /** Why. */
    public GatewayError error() {
        return error;
    }

    /** The upstream's own error reply, if it is in the caller's format and may be passed on as it is. */
    public Optional<UpstreamReply> reply() {
        return reply;
    }
}
