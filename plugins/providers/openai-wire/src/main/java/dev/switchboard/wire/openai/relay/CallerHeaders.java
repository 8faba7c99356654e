package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.wire.openai.Connection;
import java.util.Locale;
import java.util.Set;

/** The header fields of a relayed call: the caller's, and above them the connection's own. */
public final class CallerHeaders {
    /**
     * Caller's header fields that do not go on: those that describe this connection or this body, and those that name whose
     * account pays, which the operator decides.
     */
    private static final Set<String> KEPT_BACK = Set.of(
            "accept-encoding",
            "content-encoding",
            "content-length",
            "content-type",
            "host",
            "openai-organization",
            "openai-project");

    private CallerHeaders() {}

    /** The fields of a call with a JSON body. */
    public static Headers with(Headers caller, Connection connection) {
        Headers.Builder headers = Headers.builder();
        caller.forEach((name, value) -> {
            if (!KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))
                    && !connection.headers().has(name)) {
                headers.addTrusted(name, value);
            }
        });
        return headers.addAll(connection.headers())
                .setIfAbsent("content-type", "application/json")
                .build();
    }
}
