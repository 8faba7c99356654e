package dev.switchboard.wire.gemini.embedding;

import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import dev.switchboard.wire.gemini.reply.UsageReader;
import java.util.List;

/** Reads vectors: of {@code embedding} or {@code embeddings}, each with {@code values}. */
public final class VectorReader {
    private VectorReader() {}

    /** @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if there are none */
    public static EmbeddingResponse read(Bytes body) {
        JsonValue reply = JsonValue.read(body).orElse(JsonValue.MISSING);
        ErrorReader.inReply(reply).ifPresent(error -> {
            throw error.asException();
        });
        List<JsonValue> embeddings = reply.get("embedding").isObject()
                ? List.of(reply.get("embedding"))
                : reply.get("embeddings").elements();
        if (embeddings.isEmpty()
                || !embeddings.stream().allMatch(each -> each.get("values").isArray())) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM, "the upstream answered with something else (expected: embeddings)");
        }
        return new EmbeddingResponse(
                "",
                embeddings.stream().map(each -> vector(each.get("values"))).toList(),
                UsageReader.read(reply.get("usageMetadata")).orElse(Usage.none()));
    }

    /** The numbers of an array as 32-bit floats; what is no number counts as 0. */
    public static float[] vector(JsonValue values) {
        List<JsonValue> numbers = values.elements();
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).number().orElse(0);
        }
        return vector;
    }
}
