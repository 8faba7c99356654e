package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.common.Paths;
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

/** {@code GET /models} and {@code GET /models/{id}}; an id may hold slashes. */
final class ModelsEndpoint implements Endpoint<ModelQuery, ModelList, StreamEvent.None> {
    private final String path;
    private final boolean single;

    private ModelsEndpoint(String path, boolean single) {
        this.path = path;
        this.single = single;
    }

    static ModelsEndpoint all() {
        return new ModelsEndpoint("/models", false);
    }

    static ModelsEndpoint one() {
        return new ModelsEndpoint("/models/{id...}", true);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public List<String> paths() {
        return Paths.of(path);
    }

    @Override
    public Operation<ModelQuery, ModelList, StreamEvent.None> operation() {
        return Operation.MODELS;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_MODELS;
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
        List<ModelInfo> models = response.models();
        if (!single) {
            JsonWriter list = new JsonWriter().object().string("object", "list").array("data");
            models.forEach(model -> write(list, model));
            return OpenAiDialect.json(list.endArray().endObject());
        }
        if (models.size() != 1) {
            throw GatewayException.of(ErrorKind.NOT_FOUND, "The model '" + call.model() + "' does not exist.");
        }
        return OpenAiDialect.json(write(new JsonWriter(), models.getFirst()));
    }

    private static JsonWriter write(JsonWriter json, ModelInfo model) {
        json.object().string("id", model.id()).string("object", "model");
        json.integer("created", model.created().getEpochSecond()).string("owned_by", model.ownedBy());
        return json.endObject();
    }
}
