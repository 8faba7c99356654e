package dev.switchboard.spi.rerank;

import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import java.util.List;
import java.util.Objects;

/**
 * Documents by relevance.
 *
 * @param id      the upstream's name for the reply; empty if it gave none
 * @param model   the model that answered; empty if it does not say
 * @param results the most relevant first
 * @param usage   what it used
 */
public record RerankResponse(String id, String model, List<Result> results, Usage usage) implements Metered {
    /** Copies the list. */
    public RerankResponse {
        Objects.requireNonNull(id);
        Objects.requireNonNull(model);
        Objects.requireNonNull(usage);
        results = List.copyOf(results);
    }

    /**
     * One document.
     *
     * @param index its place in the request, from 0
     * @param score how relevant it is; only comparable within one reply, mostly 0 to 1
     */
    public record Result(int index, double score) {}
}
