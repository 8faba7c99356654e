package dev.switchboard.wire.gemini.embedding;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
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
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import java.util.List;
import java.util.Optional;

/** Canonical embeddings to Vertex AI's {@code predict}, the interface of its text embedding models, and back. */
public final class PredictTranslator implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private final GeminiConnection connection;

    /** Translates for one connection. */
    public PredictTranslator(GeminiConnection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        request.user().ifPresent(user -> changes.dropped("user", "the chosen provider has no such parameter"));
        JsonWriter out = new JsonWriter().object().array("instances");
        for (EmbeddingRequest.Input input : request.inputs()) {
            if (!(input instanceof EmbeddingRequest.Input.Text text)) {
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED, "input: Vertex AI makes vectors of texts, not of token ids or pictures");
            }
            out.object()
                    .string("content", text.text())
                    .string("task_type", request.task().map(TaskTypes::name))
                    .endObject();
        }
        out.endArray();
        request.dimensions()
                .ifPresent(length -> out.object("parameters")
                        .integer("outputDimensionality", length)
                        .endObject());
        return UpstreamRequest.post(
                        connection.url(target.model(), "predict", Optional.empty()),
                        connection.jsonHeaders(),
                        out.endObject().bytes())
                .withChanges(changes.list());
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        return read(reply.body());
    }

    private static EmbeddingResponse read(Bytes body) {
        List<JsonValue> predictions = JsonValue.read(body)
                .orElse(JsonValue.MISSING)
                .get("predictions")
                .elements();
        List<JsonValue> embeddings =
                predictions.stream().map(each -> each.get("embeddings")).toList();
        if (embeddings.isEmpty()
                || !embeddings.stream().allMatch(each -> each.get("values").isArray())) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM, "the upstream answered with something else (expected: predictions)");
        }
        long tokens = embeddings.stream()
                .mapToLong(each -> each.get("statistics").integer("token_count").orElse(0))
                .sum();
        return new EmbeddingResponse(
                "",
                embeddings.stream()
                        .map(each -> VectorReader.vector(each.get("values")))
                        .toList(),
                Usage.builder().set(Bucket.INPUT, Math.max(tokens, 0)).build());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
