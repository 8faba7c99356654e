package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Says in words and codes what went wrong on the way. The codes tell a retry policy whether the request was processed. */
final class Failures {
    private Failures() {}

    static GatewayException cancelled() {
        return GatewayException.of(ErrorKind.CANCELLED, "the exchange with the upstream was cancelled");
    }

    static GatewayException egressDenied(Leg leg) {
        return at(
                leg,
                "egress_denied",
                "is not allowed to connect to its address (expected: an address that it names itself, such as its base URL, or one"
                        + " listed under egress.allow)",
                null);
    }

    private static GatewayException addressDenied(Leg leg) {
        return at(
                leg,
                "egress_denied",
                "is not allowed to connect to its address: it stands for a link-local or metadata address (expected: another"
                        + " address, or this one listed under egress.allow)",
                null);
    }

    /** @param status what the proxy answered */
    static GatewayException proxyRefused(Leg leg, int status) {
        String advice = status == HttpStatus.PROXY_AUTHENTICATION_REQUIRED_407
                ? "username and password under egress.proxy that it accepts"
                : "a proxy that lets the gateway through to this host and port, or the host under egress.proxy.direct";
        return at(
                leg,
                "proxy_refused",
                "was refused by the proxy with status " + status + " (expected: " + advice + ")",
                null);
    }

    static GatewayException connectTimeout(Leg leg, Duration patience) {
        return at(leg, "connect_timeout", "got no connection within " + patience.toMillis() + " ms", null);
    }

    static GatewayException noAnswer(Leg leg, Duration patience) {
        return new GatewayException(GatewayError.builder(
                        ErrorKind.UPSTREAM_TIMEOUT,
                        leg.owner() + " got no answer within " + patience.toMillis() + " ms")
                .detail(leg.where())
                .build());
    }

    static GatewayException replyTimeout(Duration patience) {
        return GatewayException.of(
                ErrorKind.UPSTREAM_TIMEOUT,
                "the upstream's reply was not complete within " + patience.toMillis() + " ms");
    }

    static GatewayException tooLarge(long limit) {
        return upstream("reply_too_large", "the upstream's reply is larger than " + limit + " bytes", null);
    }

    static GatewayException eventTooLarge(int limit) {
        return upstream(
                "event_too_large", "an event of the upstream's stream is larger than " + limit + " bytes", null);
    }

    static GatewayException malformedEvent(String framing, String problem) {
        return upstream(
                UpstreamTransport.Events.MALFORMED, "the upstream's stream is not " + framing + ": " + problem, null);
    }

    static GatewayException cutEvent(String framing) {
        return upstream("reply_cut", "the upstream's stream ended within an element of its " + framing, null);
    }

    /** The transport's own failure in our terms. */
    static GatewayException of(Throwable cause, Leg leg, boolean connected, boolean answering) {
        GatewayException told = find(cause, GatewayException.class);
        if (told != null) {
            return told;
        }
        if (find(cause, GuardedAddressException.class) != null) {
            return addressDenied(leg);
        }
        HttpResponseException refused = find(cause, HttpResponseException.class);
        if (refused != null && leg.proxy().isPresent()) {
            return proxyRefused(leg, refused.getResponse().getStatus());
        }
        if (find(cause, UnknownHostException.class) != null || find(cause, UnresolvedAddressException.class) != null) {
            return at(leg, "unknown_host", unknownHost(leg), cause);
        }
        SSLException tls = find(cause, SSLException.class);
        if (tls != null && !answering) {
            return at(leg, "tls_failed", "could not agree on TLS with its host", tls.getMessage(), cause);
        }
        if (find(cause, RejectedExecutionException.class) != null) {
            return at(leg, "no_connection", "has no connection free and too many requests wait", cause);
        }
        if (!connected) {
            return connectFailed(cause, leg);
        }
        if (answering) {
            return at(leg, "reply_cut", "was cut off within the reply", cause);
        }
        // Without an error of the connection it is Jetty's parser that gave up.
        return find(cause, IOException.class) == null
                ? at(leg, "malformed_reply", "got no whole head of an HTTP/1.1 reply", reason(cause), cause)
                : at(leg, "closed_before_reply", "saw the connection closed before the reply", cause);
    }

    private static GatewayException connectFailed(Throwable cause, Leg leg) {
        if (find(cause, SocketTimeoutException.class) != null) {
            return at(leg, "connect_timeout", "got no connection in time", cause);
        }
        return find(cause, ConnectException.class) != null
                ? at(leg, "connect_failed", "could not connect" + toProxy(leg) + ": connection refused", cause)
                : at(leg, "connect_failed", "could not connect" + toProxy(leg), reason(cause), cause);
    }

    private static String toProxy(Leg leg) {
        return leg.proxy().isPresent() ? " to the proxy" : "";
    }

    private static String unknownHost(Leg leg) {
        return leg.proxy().isPresent()
                ? "did not find the proxy's name (check egress.proxy and this machine's DNS)"
                : "did not find its host's name (check the base URL and this machine's DNS)";
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest instanceof IOException || deepest.getMessage() != null
                ? String.valueOf(deepest.getMessage())
                : deepest.getClass().getSimpleName();
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    private static GatewayException at(Leg leg, String code, String what, @Nullable Throwable cause) {
        return at(leg, code, what, null, cause);
    }

    /** What happened to whom; where, and what else the system says, is for the operator. */
    private static GatewayException at(
            Leg leg, String code, String what, @Nullable String reason, @Nullable Throwable cause) {
        GatewayError error = GatewayError.builder(ErrorKind.UPSTREAM, leg.owner() + " " + what)
                .code(code)
                .detail(reason == null ? leg.where() : leg.where() + ": " + reason)
                .build();
        return new GatewayException(error, cause);
    }

    private static GatewayException upstream(String code, String message, @Nullable Throwable cause) {
        return new GatewayException(
                GatewayError.builder(ErrorKind.UPSTREAM, message).code(code).build(), cause);
    }
}
