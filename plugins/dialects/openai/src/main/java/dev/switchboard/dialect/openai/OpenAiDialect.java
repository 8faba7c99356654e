package dev.switchboard.dialect.openai;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import java.util.List;

/** OpenAI's format. Holds no state. */
final class OpenAiDialect implements Dialect {
    /** The family of wire formats whose foreign blocks and events this dialect can read and write. */
    static final String FAMILY = "openai";

    /** Whose signatures stand in thinking blocks without a prefix: the format has none of its own. */
    static final String SIGNATURES = "anthropic";

    private static final Headers JSON = Headers.of("content-type", "application/json");

    private final List<Endpoint<?, ?, ?>> endpoints = List.of(
            new ChatEndpoint(),
            new CompletionsEndpoint(),
            new EmbeddingsEndpoint(),
            ModelsEndpoint.all(),
            ModelsEndpoint.one());

    /**
     * A path with and without {@code /v1}, and with it twice: clients differ in whether the base URL they are given shall
     * hold it, and some add it in any case.
     */
    static List<String> paths(String path) {
        return List.of("/v1" + path, path, "/v1/v1" + path);
    }

    /** A good reply. */
    static HttpReply json(Bytes body) {
        return new HttpReply(200, JSON, body);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<Endpoint<?, ?, ?>> endpoints() {
        return endpoints;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return !looksLikeAnthropic(request) && !looksLikeGemini(request);
    }

    private static boolean looksLikeAnthropic(HttpRequest request) {
        return request.headers().has("anthropic-version")
                || request.headers().has("x-api-key")
                || request.path().endsWith("/messages");
    }

    private static boolean looksLikeGemini(HttpRequest request) {
        String path = request.path();
        return request.headers().has("x-goog-api-key")
                || path.startsWith("/v1beta/")
                || path.contains(":generateContent")
                || path.contains(":streamGenerateContent");
    }

    @Override
    public HttpReply error(GatewayError error) {
        return Errors.reply(error);
    }
}
