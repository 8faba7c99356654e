package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.model.ModelQuery;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1beta/models} and {@code GET /v1beta/models/{id}}; an id may hold slashes. All models stand on one page. */
final class ModelsEndpoint implements Endpoint<ModelQuery, ModelList, StreamEvent.None> {
    private static final List<String> METHODS =
            List.of("generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents");

    private final String path;
    private final boolean single;

    private ModelsEndpoint(String path, boolean single) {
        this.path = path;
        this.single = single;
    }

    static ModelsEndpoint all() {
        return new ModelsEndpoint("/v1beta/models", false);
    }

    static ModelsEndpoint one() {
        return new ModelsEndpoint("/v1beta/models/{id...}", true);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public List<String> paths() {
        return List.of(path);
    }

    @Override
    public Operation<ModelQuery, ModelList, StreamEvent.None> operation() {
        return Operation.MODELS;
    }

    @Override
    public Wire wire() {
        return Wire.GEMINI_MODELS;
    }

    @Override
    public Call<ModelQuery> read(HttpRequest request, Bytes body) {
        Optional<String> id = single ? request.pathVariable("id") : Optional.empty();
        ModelQuery query = new ModelQuery(id);
        return Call.builder(id.orElse(""), () -> query)
                .options(GatewayHeaders.read(request.headers(), Optional.empty(), false))
                .build();
    }

    @Override
    public HttpReply write(ModelList response, Call<ModelQuery> call) {
        JsonWriter out = new JsonWriter();
        if (single) {
            if (response.models().size() != 1) {
                throw GatewayException.of(ErrorKind.NOT_FOUND, "The model '" + call.model() + "' does not exist.");
            }
            write(out, response.models().getFirst());
        } else {
            out.object().array("models");
            response.models().forEach(model -> write(out, model));
            out.endArray().endObject();
        }
        return GeminiDialect.json(out.bytes());
    }

    private static void write(JsonWriter out, ModelInfo model) {
        out.object()
                .string("name", "models/" + model.id())
                .string("displayName", model.id())
                .strings("supportedGenerationMethods", METHODS)
                .endObject();
    }
}
