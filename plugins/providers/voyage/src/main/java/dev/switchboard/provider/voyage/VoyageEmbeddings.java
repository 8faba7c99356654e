package dev.switchboard.provider.voyage;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingRequest.Task;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.embedding.VectorReader;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.request.VendorMembers;
import java.util.Optional;
import java.util.Set;

/** Canonical embeddings to {@code POST /embeddings} and back. */
final class VoyageEmbeddings implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private static final VendorMembers OWN = new VendorMembers("Voyage", Set.of("truncation"), Set.of("input_type"));

    private final Connection connection;

    VoyageEmbeddings(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        JsonWriter json =
                new JsonWriter().object().string("model", target.model()).array("input");
        for (Input input : request.inputs()) {
            if (!(input instanceof Input.Text text)) {
                throw GatewayException.of(ErrorKind.UNSUPPORTED, "input: Voyage makes vectors of texts only");
            }
            json.string(text.text());
        }
        json.endArray().string("encoding_format", "base64");
        request.task().ifPresent(task -> writeTask(json, task, changes));
        request.dimensions().ifPresent(length -> json.integer("output_dimension", length));
        OWN.drop("user", request.user(), changes);
        OWN.write(json, request.extras().in(Wire.OPENAI_EMBEDDINGS), changes);
        return UpstreamRequest.post(
                        connection.url("/embeddings", Optional.empty()),
                        connection.jsonHeaders(),
                        json.endObject().bytes())
                .withChanges(changes.list());
    }

    private static void writeTask(JsonWriter json, Task task, Changes changes) {
        switch (task) {
            case QUERY -> json.string("input_type", "query");
            case DOCUMENT -> json.string("input_type", "document");
            default -> changes.dropped("input_type", "Voyage knows query and document only");
        }
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        return VectorReader.read(reply.body());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
