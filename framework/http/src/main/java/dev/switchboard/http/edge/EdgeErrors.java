package dev.switchboard.http.edge;

import dev.switchboard.spi.http.HttpReply;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before a request exists: malformed, oversized or ambiguous heads. */
final class EdgeErrors implements Request.Handler {
    private final ErrorWriter errors;
    private final EdgeLimits limits;

    EdgeErrors(ErrorWriter errors, EdgeLimits limits) {
        this.errors = errors;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        HttpReply reply = errors.write(
                Optional.of(new RequestHead(request)),
                status,
                message(status, request.getAttribute(ErrorHandler.ERROR_MESSAGE)));
        response.setStatus(reply.status());
        ReplyHeaders.copy(reply.headers(), response.getHeaders());
        if (status == 408 || status == 400) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, reply.body().toBuffer(), callback);
        return true;
    }

    private String message(int status, @Nullable Object reason) {
        return switch (status) {
            case 414, 431 -> largeHead(limits);
            case 505 -> "HTTP version not supported (expected: HTTP/1.1 or HTTP/2).";
            default -> status >= 500 || reason == null ? HttpStatus.getMessage(status) + "." : reason + ".";
        };
    }

    static String largeHead(EdgeLimits limits) {
        return "The request's line and header fields are too large (expected: at most " + limits.headerBytes()
                + " bytes).";
    }
}
