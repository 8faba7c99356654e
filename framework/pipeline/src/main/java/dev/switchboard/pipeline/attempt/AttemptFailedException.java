package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.util.Optional;

/** An attempt came to nothing, before the caller saw anything of it. */
public final class AttemptFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;
    private final transient Optional<UpstreamReply> reply;
    private final transient Headers headers;

    /** An attempt without a reply, or with one that is in the caller's format. */
    AttemptFailedException(GatewayError error, Optional<UpstreamReply> reply) {
        this(error, reply, Headers.none());
    }

    /** An attempt with a reply in another format. @param reply its header fields */
    AttemptFailedException(GatewayError error, Headers reply) {
        this(error, Optional.empty(), HeaderRules.aboutTheCall(reply));
    }

    private AttemptFailedException(GatewayError error, Optional<UpstreamReply> reply, Headers headers) {
        super(error.message(), null, false, false);
        this.error = error;
        this.reply = reply;
        this.headers = headers;
    }

    /** Why. */
    public GatewayError error() {
        return error;
    }

    /** The upstream's own error reply, if it is in the caller's format and may be passed on as it is. */
    public Optional<UpstreamReply> reply() {
        return reply;
    }

    /** What the upstream said about the call in header fields, for a reply that must be written in the caller's format. */
    public Headers headers() {
        return headers;
    }
}
