package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
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
import java.util.List;

/** Canonical embeddings to {@code /ml/v1/text/embeddings} and back. */
final class WatsonxEmbeddings implements Translator<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private final Service service;

    WatsonxEmbeddings(Service service) {
        this.service = service;
    }

    @Override
    public UpstreamRequest encode(EmbeddingRequest request, Target target) {
        Changes changes = new Changes();
        request.user().ifPresent(_ -> changes.dropped("user", "the chosen provider has no such parameter"));
        request.task().ifPresent(_ -> changes.dropped("task", "the chosen provider makes one sort of vectors"));
        request.extras()
                .members()
                .keySet()
                .forEach(name -> changes.dropped(name, "the chosen provider has no such parameter"));
        if (request.dimensions().isPresent()) {
            throw unsupported("dimensions", "each model makes vectors of one length; leave it out.");
        }
        JsonWriter out = new JsonWriter().object().raw(service.head(target)).array("inputs");
        for (EmbeddingRequest.Input input : request.inputs()) {
            if (!(input instanceof EmbeddingRequest.Input.Text text)) {
                throw unsupported("input", "watsonx.ai makes vectors of texts, not of token ids or pictures.");
            }
            out.string(text.text());
        }
        return UpstreamRequest.post(
                        service.url(target, "embeddings"),
                        service.headers(),
                        out.endArray().endObject().bytes())
                .withChanges(changes.list());
    }

    private static GatewayException unsupported(String field, String why) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, "Unsupported '" + field + "': " + why)
                .param(field)
                .build()
                .asException();
    }

    @Override
    public EmbeddingResponse decode(UpstreamReply reply) {
        JsonValue json = JsonValue.read(reply.body()).orElse(JsonValue.MISSING);
        List<float[]> vectors = json.get("results").elements().stream()
                .map(result -> vector(result.get("embedding")))
                .toList();
        if (vectors.isEmpty()) {
            throw broken();
        }
        long tokens = Math.clamp(json.integer("input_token_count").orElse(0), 0, 1_000_000_000_000L);
        return new EmbeddingResponse(
                json.string("model_id").orElse(""),
                vectors,
                Usage.builder().set(Bucket.INPUT, tokens).build());
    }

    private static float[] vector(JsonValue numbers) {
        List<JsonValue> elements = numbers.elements();
        float[] vector = new float[elements.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) elements.get(i).number().orElseThrow(WatsonxEmbeddings::broken);
        }
        if (vector.length == 0) {
            throw broken();
        }
        return vector;
    }

    private static GatewayException broken() {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the upstream answered with something else (expected: results with embeddings)");
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return Errors.read(reply);
    }
}
