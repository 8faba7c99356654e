package dev.switchboard.provider.mock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MockEmbeddingTest {
    private static final Target TARGET = Target.of("mock", "embed");

    private final MockEmbedding model = new MockEmbedding(1536);

    @Test
    void dependsOnTheInputAlone() {
        List<float[]> first = embed(OptionalInt.empty(), new Input.Text("a cat"), new Input.Text("a dog"))
                .vectors();
        List<float[]> second =
                embed(OptionalInt.empty(), new Input.Text("a dog")).vectors();

        assertArrayEquals(first.get(1), second.getFirst());
        assertEquals(1536, first.getFirst().length);
        assertEquals(1, dot(first.get(0), first.get(0)), 1e-5);
        assertTrue(Math.abs(dot(first.get(0), first.get(1))) < 0.2, "different inputs point elsewhere");
    }

    @Test
    void honoursDimensionsAndCountsTokens() {
        EmbeddingResponse reply =
                embed(OptionalInt.of(3), new Input.Text("two words"), new Input.Tokens(List.of(1, 2, 3)));

        assertEquals(3, reply.vectors().get(1).length);
        assertEquals(1, dot(reply.vectors().get(1), reply.vectors().get(1)), 1e-5);
        assertEquals(5, reply.usage().of(Bucket.INPUT));
    }

    @Test
    void refusesImpossibleDimensions() {
        GatewayException refusal =
                assertThrows(GatewayException.class, () -> embed(OptionalInt.of(10_001), new Input.Text("")));

        assertEquals(Optional.of("dimensions"), refusal.error().param());
    }

    private EmbeddingResponse embed(OptionalInt dimensions, Input... inputs) {
        EmbeddingRequest request = new EmbeddingRequest(
                "m",
                List.of(inputs),
                dimensions,
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        return model.execute(request, TARGET);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
