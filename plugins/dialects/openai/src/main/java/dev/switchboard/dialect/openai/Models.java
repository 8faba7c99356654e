package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.dialect.ModelsEndpoint;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** {@code GET /models} and {@code GET /models/{id}}. */
final class Models extends ModelsEndpoint {
    private Models(String path) {
        super(Wire.OPENAI_MODELS, Paths.of(path));
    }

    static ModelsEndpoint all() {
        return new Models("/models");
    }

    static ModelsEndpoint one() {
        return new Models("/models/{id...}");
    }

    @Override
    protected HttpReply writeAll(List<ModelInfo> models) {
        JsonWriter list = new JsonWriter().object().string("object", "list").array("data");
        models.forEach(model -> write(list, model));
        return OpenAiDialect.json(list.endArray().endObject());
    }

    @Override
    protected HttpReply writeOne(ModelInfo model) {
        return OpenAiDialect.json(write(new JsonWriter(), model));
    }

    private static JsonWriter write(JsonWriter json, ModelInfo model) {
        json.object().string("id", model.id()).string("object", "model");
        json.integer("created", model.created().getEpochSecond()).string("owned_by", model.ownedBy());
        return json.endObject();
    }
}
