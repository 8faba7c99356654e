package dev.switchboard.http.edge;

import dev.switchboard.spi.http.Headers;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Copies a reply's header fields to Jetty, without those that describe one connection: these are the edge's business. */
final class ReplyHeaders {
    /** RFC 9110, 7.6.1, and the length, which the edge knows best. */
    private static final Set<HttpHeader> PER_CONNECTION = EnumSet.of(
            HttpHeader.CONNECTION,
            HttpHeader.CONTENT_LENGTH,
            HttpHeader.KEEP_ALIVE,
            HttpHeader.PROXY_AUTHENTICATE,
            HttpHeader.PROXY_AUTHORIZATION,
            HttpHeader.PROXY_CONNECTION,
            HttpHeader.TE,
            HttpHeader.TRAILER,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.UPGRADE);

    private ReplyHeaders() {}

    static void copy(Headers from, HttpFields.Mutable to) {
        from.forEach((name, value) -> {
            HttpHeader known = HttpHeader.CACHE.get(name);
            if (known == null || !PER_CONNECTION.contains(known)) {
                to.add(new HttpField(known, name, value));
            }
        });
    }
}
