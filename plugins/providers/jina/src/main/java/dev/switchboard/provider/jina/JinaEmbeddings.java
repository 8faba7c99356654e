package dev.switchboard.provider.jina;

import dev.switchboard.spi.chat.Media;
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
final class JinaEmbeddings implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private static final VendorMembers OWN =
            new VendorMembers("Jina", Set.of("task", "late_chunking", "truncate", "normalized"), Set.of("input_type"));

    private final Connection connection;

    JinaEmbeddings(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        boolean texts = request.inputs().stream().allMatch(Input.Text.class::isInstance);
        JsonWriter json =
                new JsonWriter().object().string("model", target.model()).array("input");
        request.inputs().forEach(input -> write(json, input, texts));
        json.endArray().string("embedding_type", "base64");
        if (!request.extras().in(Wire.OPENAI_EMBEDDINGS).containsKey("task")) {
            json.string("task", request.task().map(JinaEmbeddings::name));
        }
        request.dimensions().ifPresent(length -> json.integer("dimensions", length));
        OWN.drop("user", request.user(), changes);
        OWN.write(json, request.extras().in(Wire.OPENAI_EMBEDDINGS), changes);
        return UpstreamRequest.post(
                        connection.url("/embeddings", Optional.empty()),
                        connection.jsonHeaders(),
                        json.endObject().bytes())
                .withChanges(changes.list());
    }

    /** Models that see pictures take objects; those that do not take texts only. */
    private static void write(JsonWriter json, Input input, boolean texts) {
        switch (input) {
            case Input.Text text when texts -> json.string(text.text());
            case Input.Text text -> json.object().string("text", text.text()).endObject();
            case Input.Image image ->
                json.object().string("image", picture(image.media())).endObject();
            default ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED, "input: Jina makes vectors of texts and pictures only");
        }
    }

    private static String picture(Media media) {
        return switch (media) {
            case Media.Remote remote -> remote.url();
            case Media.Inline inline -> inline.base64();
            case Media.Upload upload -> upload.toInline().base64();
            default ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED, "input: Jina takes pictures by address or as data only");
        };
    }

    private static String name(Task task) {
        return switch (task) {
            case QUERY -> "retrieval.query";
            case DOCUMENT -> "retrieval.passage";
            case CLASSIFICATION -> "classification";
            case CLUSTERING -> "separation";
            case SIMILARITY -> "text-matching";
        };
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
