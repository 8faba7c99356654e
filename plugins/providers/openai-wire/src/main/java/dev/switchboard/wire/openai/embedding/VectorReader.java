package dev.switchboard.wire.openai.embedding;

import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads embeddings as they come, number by number, since a reply may hold millions of them. */
public final class VectorReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final GatewayError NOT_A_REPLY = GatewayError.of(
            ErrorKind.UPSTREAM, "the upstream answered with something else (expected: a list of embeddings)");

    /** By the index that each vector names, else by its place. */
    private final TreeMap<Integer, float[]> vectors = new TreeMap<>();

    private VectorReader() {}

    /**
     * Reads a whole reply.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it is none; malformed JSON and base64 count, too
     */
    public static EmbeddingResponse read(Bytes body) {
        try {
            JsonDocument reply = JsonDocument.parse(body);
            if (reply.text("error").filter(error -> !error.isNull()).isPresent()) {
                throw ErrorReader.inStream(body).asException();
            }
            List<float[]> vectors =
                    new VectorReader().vectors(reply.value("data").orElse(Bytes.empty()));
            return new EmbeddingResponse(
                    reply.string("model").orElse(""),
                    vectors,
                    reply.value("usage").flatMap(UsageReader::read).orElse(Usage.none()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new GatewayException(NOT_A_REPLY, e);
        }
    }

    private List<float[]> vectors(Bytes data) {
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), data.array(), data.offset(), data.length())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw NOT_A_REPLY.asException();
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                element(parser);
            }
        }
        if (vectors.isEmpty()) {
            throw NOT_A_REPLY.asException();
        }
        return List.copyOf(vectors.values());
    }

    private void element(JsonParser parser) {
        int index = vectors.size();
        float[] vector = {};
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = parser.getIntValue();
            } else if (name.equals("embedding")) {
                vector = value == JsonToken.VALUE_STRING ? base64(parser.getString()) : VectorRows.row(parser);
            } else {
                parser.skipChildren();
            }
        }
        vectors.put(index, vector);
    }

    /** Little-endian 32-bit floats. */
    private static float[] base64(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        return vector;
    }
}
