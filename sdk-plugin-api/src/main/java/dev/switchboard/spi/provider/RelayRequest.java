package dev.switchboard.spi.provider;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.wire.Wire;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller sent, as far as it may go on to an upstream.
 *
 * @param wire        the format it is in
 * @param headers     the caller's header fields without credentials, cookies, and those that belong to one connection
 * @param query       the caller's query, as it was sent, without credentials
 * @param body        the caller's body, with the changes the operator asked for already noted
 * @param stream      whether the reply shall be streamed
 * @param usageWanted whether the gateway needs the upstream to report usage, also where the caller did not ask for it
 */
public record RelayRequest(
        Wire wire,
        Headers headers,
        Optional<String> query,
        JsonDocument.Editor body,
        boolean stream,
        boolean usageWanted) {
    /** Checks that nothing is null. */
    public RelayRequest {
        Objects.requireNonNull(wire);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(query);
        Objects.requireNonNull(body);
    }
}
