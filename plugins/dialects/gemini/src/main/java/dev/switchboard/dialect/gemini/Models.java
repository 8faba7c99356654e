package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.ModelsEndpoint;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code GET /v1beta/models} and {@code GET /v1beta/models/{id}}, also as SDKs ask for them in {@code v1} and of Vertex AI. */
final class Models extends ModelsEndpoint {
    private static final List<String> METHODS =
            List.of("generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents");

    private Models(String path) {
        super(
                Wire.GEMINI_MODELS,
                List.of(
                        "/v1beta" + path,
                        "/v1" + path,
                        "/v1beta1/publishers/google" + path,
                        "/v1/publishers/google" + path));
    }

    static ModelsEndpoint all() {
        return new Models("/models");
    }

    static ModelsEndpoint one() {
        return new Models("/models/{id...}");
    }

    @Override
    protected HttpReply writeAll(List<ModelInfo> models) {
        JsonWriter out = new JsonWriter().object().array("models");
        models.forEach(model -> write(out, model));
        return GeminiDialect.json(out.endArray().endObject().bytes());
    }

    @Override
    protected HttpReply writeOne(ModelInfo model) {
        return GeminiDialect.json(write(new JsonWriter(), model).bytes());
    }

    private static JsonWriter write(JsonWriter out, ModelInfo model) {
        return out.object()
                .string("name", "models/" + model.id())
                .string("displayName", model.id())
                .strings("supportedGenerationMethods", METHODS)
                .endObject();
    }
}
