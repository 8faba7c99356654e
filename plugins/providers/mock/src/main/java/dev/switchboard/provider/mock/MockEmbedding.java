package dev.switchboard.provider.mock;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Vectors that depend on the input alone: the same input always has the same vector, another has another. */
final class MockEmbedding implements LocalModel<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    private static final int MAX_DIMENSIONS = 10_000;

    private final int defaultDimensions;

    MockEmbedding(int defaultDimensions) {
        this.defaultDimensions = defaultDimensions;
    }

    @Override
    public EmbeddingResponse execute(EmbeddingRequest request, Target target) {
        int dimensions = request.dimensions().orElse(defaultDimensions);
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw GatewayError.builder(
                            ErrorKind.INVALID_REQUEST,
                            "dimensions: " + dimensions + " (expected: 1 to " + MAX_DIMENSIONS + ")")
                    .param("dimensions")
                    .build()
                    .asException();
        }
        List<float[]> vectors = request.inputs().stream()
                .map(input -> vector(input, dimensions))
                .toList();
        long tokens = request.inputs().stream().mapToLong(MockEmbedding::tokens).sum();
        return new EmbeddingResponse(
                target.model(),
                vectors,
                Usage.builder().set(Bucket.INPUT, tokens).build());
    }

    private static float[] vector(EmbeddingRequest.Input input, int dimensions) {
        SplittableRandom random = new SplittableRandom(hash(input));
        double[] numbers = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            numbers[i] = random.nextGaussian();
            squares += numbers[i] * numbers[i];
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (numbers[i] / length);
        }
        return vector;
    }

    /** FNV-1a over 64 bits; texts and token ids start apart. */
    private static long hash(EmbeddingRequest.Input input) {
        return switch (input) {
            case EmbeddingRequest.Input.Text text ->
                hash(0xcbf29ce484222325L, text.text().chars());
            case EmbeddingRequest.Input.Tokens tokens ->
                hash(0x9e3779b97f4a7c15L, tokens.tokens().stream().mapToInt(Integer::intValue));
            case EmbeddingRequest.Input.Image image ->
                hash(0x84222325cbf29ce4L, image.media().toString().chars());
        };
    }

    private static long hash(long start, IntStream values) {
        long hash = start;
        for (int value : values.toArray()) {
            hash = (hash ^ value) * 0x100000001b3L;
        }
        return hash;
    }

    private static long tokens(EmbeddingRequest.Input input) {
        return switch (input) {
            case EmbeddingRequest.Input.Text text -> Words.count(text.text());
            case EmbeddingRequest.Input.Tokens tokens -> tokens.tokens().size();
            case EmbeddingRequest.Input.Image ignored -> 1;
        };
    }
}
