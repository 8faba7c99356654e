package dev.switchboard.provider.ollama;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.embedding.VectorRows;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.request.VendorMembers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Canonical embeddings to {@code POST /api/embed} and back. */
final class EmbedTranslator implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private static final VendorMembers OWN =
            new VendorMembers("Ollama", Set.of("truncate"), Set.of("options", "keep_alive"));

    private final Connection connection;
    private final ModelSettings settings;

    EmbedTranslator(Connection connection, ModelSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        JsonWriter json =
                new JsonWriter().object().string("model", target.model()).array("input");
        for (Input input : request.inputs()) {
            if (!(input instanceof Input.Text text)) {
                throw RequestWriter.unsupported("input: anything but texts");
            }
            json.string(text.text());
        }
        json.endArray();
        request.dimensions().ifPresent(length -> json.integer("dimensions", length));
        OWN.drop("user", request.user(), changes);
        Map<String, JsonText> extras = new LinkedHashMap<>(request.extras().in(Wire.OPENAI_EMBEDDINGS));
        OWN.write(json, extras, changes);
        settings.write(json, extras, Map.of());
        return UpstreamRequest.post(
                        connection.url("/api/embed", Optional.empty()),
                        connection.jsonHeaders(),
                        json.endObject().bytes())
                .withChanges(changes.list());
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        JsonValue json = Replies.read(reply.body(), "embeddings");
        return new EmbeddingResponse(
                json.string("model").orElse(""),
                VectorRows.read(json.get("embeddings").bytes()),
                Usage.builder()
                        .set(Bucket.INPUT, Replies.count(json, "prompt_eval_count"))
                        .build());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
