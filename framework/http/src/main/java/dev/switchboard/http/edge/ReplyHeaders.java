package dev.switchboard.http.edge;

import dev.switchboard.spi.http.Headers;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;

/** Copies a reply's header fields to Jetty, without those that describe one connection: these are the edge's business. */
final class ReplyHeaders {
    /** RFC 9110, 7.6.1, and the length, which the edge knows best. */
    private static final Set<String> PER_CONNECTION = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private ReplyHeaders() {}

    static void copy(Headers from, HttpFields.Mutable to) {
        from.forEach((name, value) -> {
            if (!PER_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                to.add(name, value);
            }
        });
    }
}
