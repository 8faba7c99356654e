package dev.switchboard.spi.rerank;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Asks which documents answer a question best.
 *
 * @param model                the model's name, public or upstream depending on where in the pipeline it is read
 * @param query                the question
 * @param documents            at least one
 * @param limit                how many results are wanted at most, 1 or more; all if absent
 * @param returnDocuments      whether the caller wants the documents back beside their scores; the dialect sees to that
 * @param maxTokensPerDocument where to cut long documents, if the caller said so
 * @param extras               top-level members this record does not know
 */
public record RerankRequest(
        String model,
        String query,
        List<Document> documents,
        OptionalInt limit,
        boolean returnDocuments,
        OptionalInt maxTokensPerDocument,
        Extras extras) {
    /** Copies the list. @throws IllegalArgumentException if there is no document */
    public RerankRequest {
        Objects.requireNonNull(model);
        Objects.requireNonNull(query);
        Objects.requireNonNull(limit);
        Objects.requireNonNull(maxTokensPerDocument);
        Objects.requireNonNull(extras);
        documents = List.copyOf(documents);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("documents: none (expected: at least one)");
        }
    }

    /** One document. Cases may be added in a minor version: switch with a default. */
    public sealed interface Document {
        /** @param text the text, possibly empty */
        record Text(String text) implements Document {}

        /** A document with several members, only some of which may be text. @param json an object, verbatim */
        record Fields(JsonText json) implements Document {}
    }
}
