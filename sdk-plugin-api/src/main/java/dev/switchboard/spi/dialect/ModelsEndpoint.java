package dev.switchboard.spi.dialect;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.model.ModelQuery;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Lists the models that a caller may use, or tells one of them where the path names one in its variable {@code id}. What is left
 * to a dialect is how it is written.
 */
@ConsumerType
public abstract class ModelsEndpoint implements Endpoint<ModelQuery, ModelList, StreamEvent.None> {
    private final Wire wire;
    private final List<String> paths;

    /**
     * An endpoint.
     *
     * @param paths with {@code {id...}} at the end, since an id may hold slashes, or without for the list
     */
    protected ModelsEndpoint(Wire wire, List<String> paths) {
        this.wire = Objects.requireNonNull(wire);
        this.paths = List.copyOf(paths);
    }

    /** Writes the list; all models stand on one page. */
    protected abstract HttpReply writeAll(List<ModelInfo> models);

    /** Writes one model. */
    protected abstract HttpReply writeOne(ModelInfo model);

    /** The words for a model that the caller may not use, or that is not there. */
    protected String unknown(String id) {
        return "The model '" + id + "' does not exist.";
    }

    @Override
    public final String method() {
        return "GET";
    }

    @Override
    public final List<String> paths() {
        return paths;
    }

    @Override
    public final Operation<ModelQuery, ModelList, StreamEvent.None> operation() {
        return Operation.MODELS;
    }

    @Override
    public final Wire wire() {
        return wire;
    }

    @Override
    public final Call<ModelQuery> read(HttpRequest request, Bytes body) {
        ModelQuery query = new ModelQuery(request.pathVariable("id"));
        return Call.builder(query.id().orElse(""), () -> query)
                .options(GatewayHeaders.read(request.headers(), Optional.empty(), false))
                .build();
    }

    @Override
    public final HttpReply write(ModelList response, Call<ModelQuery> call) {
        List<ModelInfo> models = response.models();
        if (call.request().id().isEmpty()) {
            return writeAll(models);
        } else if (models.size() != 1) {
            throw GatewayException.of(ErrorKind.NOT_FOUND, unknown(call.model()));
        }
        return writeOne(models.getFirst());
    }
}
