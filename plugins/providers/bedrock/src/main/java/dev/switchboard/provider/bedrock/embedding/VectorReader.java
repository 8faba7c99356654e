package dev.switchboard.provider.bedrock.embedding;

import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads vectors in whichever of the makers' forms they come. */
final class VectorReader {
    private static final long LIMIT = 1_000_000_000_000L;

    private VectorReader() {}

    /** @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if there are none */
    static EmbeddingResponse read(UpstreamReply reply) {
        JsonValue json = JsonValue.read(reply.body()).orElse(JsonValue.MISSING);
        List<float[]> vectors =
                forms(json).filter(JsonValue::isArray).map(VectorReader::vector).toList();
        if (vectors.isEmpty()) {
            throw broken();
        }
        return new EmbeddingResponse(
                "",
                vectors,
                Usage.builder().set(Bucket.INPUT, tokens(reply, json)).build());
    }

    /** One of Titan; Cohere's by type, or bare; Nova's in objects. */
    private static Stream<JsonValue> forms(JsonValue json) {
        JsonValue many = json.get("embeddings");
        if (json.get("embedding").isArray()) {
            return Stream.of(json.get("embedding"));
        }
        return many.isObject()
                ? many.get("float").elements().stream()
                : many.elements().stream().map(each -> each.isObject() ? each.get("embedding") : each);
    }

    private static float[] vector(JsonValue numbers) {
        List<JsonValue> elements = numbers.elements();
        float[] vector = new float[elements.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) elements.get(i).number().orElseThrow(VectorReader::broken);
        }
        return vector;
    }

    /** Titan tells them in the body, all tell them in the head. */
    private static long tokens(UpstreamReply reply, JsonValue json) {
        OptionalLong told = json.integer("inputTextTokenCount");
        long count = told.orElseGet(() -> reply.headers()
                .first("x-amzn-bedrock-input-token-count")
                .filter(text -> text.matches("[0-9]{1,12}"))
                .map(Long::parseLong)
                .orElse(0L));
        return Math.clamp(count, 0, LIMIT);
    }

    private static GatewayException broken() {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the upstream answered with something else (expected: embeddings)");
    }
}
