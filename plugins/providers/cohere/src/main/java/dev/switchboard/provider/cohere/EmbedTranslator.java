package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingRequest.Task;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.embedding.VectorRows;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.request.VendorMembers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Canonical embeddings to {@code POST /v2/embed} and back. */
final class EmbedTranslator implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private static final String EXPECTED = "embeddings of floats";

    private static final VendorMembers OWN =
            new VendorMembers("Cohere", Set.of("truncate", "max_tokens", "priority"), Set.of("input_type"));

    private final Connection connection;

    EmbedTranslator(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        JsonWriter json = new JsonWriter()
                .object()
                .string("model", target.model())
                .string("input_type", inputType(request.task()));
        writeInputs(json, request.inputs());
        json.strings("embedding_types", List.of("float"));
        request.dimensions().ifPresent(length -> json.integer("output_dimension", length));
        OWN.drop("user", request.user(), changes);
        OWN.write(json, request.extras().in(Wire.OPENAI_EMBEDDINGS), changes);
        return UpstreamRequest.post(
                        connection.url("/v2/embed", Optional.empty()),
                        connection.jsonHeaders(),
                        json.endObject().bytes())
                .withChanges(changes.list());
    }

    /** Cohere demands one. Whoever does not say makes vectors to be found, as most do. */
    private static String inputType(Optional<Task> task) {
        return switch (task.orElse(Task.DOCUMENT)) {
            case QUERY -> "search_query";
            case DOCUMENT -> "search_document";
            case CLASSIFICATION -> "classification";
            case CLUSTERING, SIMILARITY -> "clustering";
        };
    }

    private static void writeInputs(JsonWriter json, List<Input> inputs) {
        if (inputs.stream().allMatch(Input.Text.class::isInstance)) {
            json.strings(
                    "texts",
                    inputs.stream().map(input -> ((Input.Text) input).text()).toList());
            return;
        }
        json.array("inputs");
        for (Input input : inputs) {
            json.object().array("content");
            switch (input) {
                case Input.Text text ->
                    json.object()
                            .string("type", "text")
                            .string("text", text.text())
                            .endObject();
                case Input.Image image -> writeImage(json, image.media());
                default -> throw RequestWriter.unsupported("input: token ids of another model's tokenizer");
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void writeImage(JsonWriter json, Media media) {
        json.object().string("type", "image_url").object("image_url");
        json.string("url", MessageWriter.url(media)).endObject().endObject();
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        return read(reply, "");
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply, EmbeddingRequest request) {
        return read(reply, request.model());
    }

    private static EmbeddingResponse read(UpstreamReply reply, String model) {
        JsonValue json = Replies.read(reply.body(), EXPECTED);
        List<float[]> vectors =
                VectorRows.read(json.get("embeddings").get("float").bytes());
        return new EmbeddingResponse(model, vectors, CohereUsage.ofEmbedding(json));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return CohereErrors.read(reply);
    }
}
