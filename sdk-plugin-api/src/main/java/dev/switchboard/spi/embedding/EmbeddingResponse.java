package dev.switchboard.spi.embedding;

import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import java.util.List;
import java.util.Objects;

/**
 * Vectors, one for each input and in its order.
 *
 * @param model   the model that answered
 * @param vectors 32-bit floats; the arrays are given away and must not be changed
 * @param usage   what it used
 */
public record EmbeddingResponse(String model, List<float[]> vectors, Usage usage) implements Metered {
    /** Copies the list, not the vectors. */
    public EmbeddingResponse {
        Objects.requireNonNull(model);
        Objects.requireNonNull(usage);
        vectors = List.copyOf(vectors);
    }
}
