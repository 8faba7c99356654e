package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import java.util.List;

/** Gemini's format. Holds no state. */
final class GeminiDialect implements Dialect {
    /** The family of wire formats whose foreign blocks and events this dialect can read and write. */
    static final String FAMILY = "gemini";

    private static final Headers JSON = Headers.of("content-type", "application/json; charset=UTF-8");

    private final List<Endpoint<?, ?, ?>> endpoints = List.of(
            GenerateEndpoint.plain(),
            GenerateEndpoint.streamed(),
            new CountTokensEndpoint(),
            EmbedEndpoint.one(),
            EmbedEndpoint.several(),
            Models.all(),
            Models.one());

    /**
     * The paths of an action on a model, whose name may hold slashes: those of the Gemini API, and those that SDKs make for
     * Vertex AI, with and without a project.
     */
    static List<String> paths(String action) {
        String model = "models/{model...}:" + action;
        return List.of(
                "/v1beta/" + model,
                "/v1/" + model,
                "/" + model,
                "/v1beta1/publishers/google/" + model,
                "/v1/publishers/google/" + model,
                "/v1beta1/projects/{project}/locations/{location}/publishers/google/" + model,
                "/v1/projects/{project}/locations/{location}/publishers/google/" + model);
    }

    /** A good reply. */
    static HttpReply json(Bytes body) {
        return new HttpReply(200, JSON, body);
    }

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public List<Endpoint<?, ?, ?>> endpoints() {
        return endpoints;
    }

    @Override
    public boolean claims(HttpRequest request) {
        String path = request.path();
        return request.headers().has("x-goog-api-key")
                || request.query()
                        .filter(query -> query.matches("(.*&)?key=.*"))
                        .isPresent()
                || path.startsWith("/v1beta/")
                || path.startsWith("/v1beta1/")
                || path.matches("/(v1/)?models/.+:[a-zA-Z]+");
    }

    @Override
    public HttpReply error(GatewayError error) {
        return Errors.reply(error);
    }
}
