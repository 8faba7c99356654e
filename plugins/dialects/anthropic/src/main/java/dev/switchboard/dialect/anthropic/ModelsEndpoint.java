package dev.switchboard.dialect.anthropic;

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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models}, always all on one page, and {@code GET /v1/models/{id}}; an id may hold slashes. */
final class ModelsEndpoint implements Endpoint<ModelQuery, ModelList, StreamEvent.None> {
    private static final Wire WIRE = new Wire("anthropic.models");

    private final List<String> paths;

    private ModelsEndpoint(String path) {
        paths = AnthropicDialect.paths(path);
    }

    static ModelsEndpoint all() {
        return new ModelsEndpoint("/models");
    }

    static ModelsEndpoint one() {
        return new ModelsEndpoint("/models/{id...}");
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public List<String> paths() {
        return paths;
    }

    @Override
    public Operation<ModelQuery, ModelList, StreamEvent.None> operation() {
        return Operation.MODELS;
    }

    @Override
    public Wire wire() {
        return WIRE;
    }

    @Override
    public Call<ModelQuery> read(HttpRequest request, Bytes body) {
        ModelQuery query = new ModelQuery(request.pathVariable("id"));
        return Call.builder(query.id().orElse(""), () -> query)
                .options(GatewayHeaders.read(request.headers(), Optional.empty(), false))
                .build();
    }

    @Override
    public HttpReply write(ModelList response, Call<ModelQuery> call) {
        JsonWriter json = new JsonWriter();
        if (call.request().id().isEmpty()) {
            writeAll(json, response.models());
        } else if (response.models().size() == 1) {
            write(json, response.models().getFirst());
        } else {
            throw GatewayException.of(ErrorKind.NOT_FOUND, "model: " + call.model());
        }
        return AnthropicDialect.json(json);
    }

    private static void writeAll(JsonWriter json, List<ModelInfo> models) {
        json.object().array("data");
        models.forEach(model -> write(json, model));
        json.endArray().bool("has_more", false);
        Optional<ModelInfo> first = models.stream().findFirst();
        Optional<ModelInfo> last = models.isEmpty() ? Optional.empty() : Optional.of(models.getLast());
        json.stringOrNull("first_id", first.map(ModelInfo::id))
                .stringOrNull("last_id", last.map(ModelInfo::id))
                .endObject();
    }

    private static void write(JsonWriter json, ModelInfo model) {
        json.object()
                .string("type", "model")
                .string("id", model.id())
                .string("display_name", model.id())
                .string(
                        "created_at",
                        model.created().truncatedTo(ChronoUnit.SECONDS).toString())
                .endObject();
    }
}
