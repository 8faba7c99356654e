package dev.switchboard.wire.openai.embedding;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.wire.openai.reply.Replies;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads vectors that stand in a list of lists, number by number. */
public final class VectorRows {
    private static final String EXPECTED = "a list of vectors";
    private static final JsonFactory FACTORY = new JsonFactory();

    private VectorRows() {}

    /**
     * Reads at least one.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@link dev.switchboard.spi.error.ErrorKind#UPSTREAM} if there is
     *     none
     */
    public static List<float[]> read(Bytes json) {
        List<float[]> rows = new ArrayList<>();
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), json.array(), json.offset(), json.length())) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_ARRAY) {
                    rows.add(row(parser));
                }
            }
        } catch (JacksonException malformed) {
            throw Replies.unexpected(EXPECTED);
        }
        if (rows.isEmpty()) {
            throw Replies.unexpected(EXPECTED);
        }
        return rows;
    }

    /** Reads the rest of a list that has begun. */
    static float[] row(JsonParser parser) {
        List<Float> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(parser.getFloatValue());
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i);
        }
        return vector;
    }
}
