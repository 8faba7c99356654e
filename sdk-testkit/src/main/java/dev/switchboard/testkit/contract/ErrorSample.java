package dev.switchboard.testkit.contract;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;

/**
 * One row of a provider's table of errors.
 *
 * @param reply a failure as the upstream words it
 * @param kind what it means
 */
public record ErrorSample(UpstreamReply reply, ErrorKind kind) {

    /** A failure without headers that matter. */
    public static ErrorSample of(int status, String body, ErrorKind kind) {
        return new ErrorSample(new UpstreamReply(status, Headers.none(), Bytes.utf8(body)), kind);
    }
}
