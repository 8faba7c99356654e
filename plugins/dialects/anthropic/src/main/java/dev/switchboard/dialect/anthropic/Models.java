package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.dialect.ModelsEndpoint;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.wire.Wire;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
final class Models extends ModelsEndpoint {
    private static final Wire WIRE = new Wire("anthropic.models");

    private Models(String path) {
        super(WIRE, AnthropicDialect.paths(path));
    }

    static ModelsEndpoint all() {
        return new Models("/models");
    }

    static ModelsEndpoint one() {
        return new Models("/models/{id...}");
    }

    @Override
    protected String unknown(String id) {
        return "model: " + id;
    }

    @Override
    protected HttpReply writeAll(List<ModelInfo> models) {
        JsonWriter json = new JsonWriter().object().array("data");
        models.forEach(model -> write(json, model));
        Optional<ModelInfo> first = models.stream().findFirst();
        Optional<ModelInfo> last = models.isEmpty() ? Optional.empty() : Optional.of(models.getLast());
        return AnthropicDialect.json(json.endArray()
                .bool("has_more", false)
                .stringOrNull("first_id", first.map(ModelInfo::id))
                .stringOrNull("last_id", last.map(ModelInfo::id))
                .endObject());
    }

    @Override
    protected HttpReply writeOne(ModelInfo model) {
        return AnthropicDialect.json(write(new JsonWriter(), model));
    }

    private static JsonWriter write(JsonWriter json, ModelInfo model) {
        return json.object()
                .string("type", "model")
                .string("id", model.id())
                .string("display_name", model.id())
                .string(
                        "created_at",
                        model.created().truncatedTo(ChronoUnit.SECONDS).toString())
                .endObject();
    }
}
