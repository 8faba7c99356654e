package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.RateLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Anthropic's format. Holds no state. */
final class AnthropicDialect implements Dialect {
    /** The family whose foreign blocks, events and unprefixed signatures are this dialect's own. */
    static final String FAMILY = "anthropic";

    private static final Headers JSON = Headers.of("content-type", "application/json");

    private final Set<String> messages;
    private final List<Endpoint<?, ?, ?>> endpoints;

    AnthropicDialect() {
        Endpoint<?, ?, ?> chat = new MessagesEndpoint();
        Endpoint<?, ?, ?> count = new CountTokensEndpoint();
        messages = Set.copyOf(chat.paths());
        endpoints = List.of(chat, count, Models.all(), Models.one());
    }

    /**
     * A path as SDKs of this format ask for it, once more with the version twice, for base URLs that hold it already, and under
     * a prefix that other gateways have.
     */
    static List<String> paths(String path) {
        return List.of("/v1" + path, "/v1/v1" + path, "/anthropic/v1" + path);
    }

    /** A good reply. */
    static HttpReply json(JsonWriter body) {
        return new HttpReply(200, JSON, body.bytes());
    }

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public List<Endpoint<?, ?, ?>> endpoints() {
        return endpoints;
    }

    @Override
    public boolean claims(HttpRequest request) {
        String path = request.path();
        return request.headers().has("anthropic-version")
                || request.headers().has("x-api-key")
                || path.startsWith("/anthropic/")
                || messages.stream().anyMatch(path::startsWith);
    }

    @Override
    public HttpReply error(GatewayError error) {
        return Errors.reply(error);
    }

    @Override
    public Headers rateLimits(RateLimits limits) {
        Headers.Builder headers = Headers.builder();
        limits.requests().ifPresent(window -> write(headers, "requests", window, limits.at()));
        limits.tokens().ifPresent(window -> write(headers, "tokens", window, limits.at()));
        return headers.build();
    }

    private static void write(Headers.Builder headers, String what, RateLimits.Window window, Instant at) {
        headers.set("anthropic-ratelimit-" + what + "-limit", Long.toString(window.limit()));
        headers.set("anthropic-ratelimit-" + what + "-remaining", Long.toString(window.remaining()));
        Instant reset = at.plus(window.reset()).truncatedTo(ChronoUnit.SECONDS);
        headers.set("anthropic-ratelimit-" + what + "-reset", reset.toString());
    }
}
