package dev.switchboard.testkit.contract;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Small requests for {@link TranslatorSample}s, of operations whose requests have many members. */
public final class SampleRequests {
    private SampleRequests() {}

    /** Asks for the vector of one query, of two numbers. */
    public static EmbeddingRequest embedding() {
        return new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi")),
                OptionalInt.of(2),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.of(EmbeddingRequest.Task.QUERY),
                Optional.empty(),
                Extras.NONE);
    }

    /** Asks for the order of two documents, which shall come back. */
    public static RerankRequest rerank() {
        return new RerankRequest(
                "public",
                "Hi",
                List.of(new RerankRequest.Document.Text("a"), new RerankRequest.Document.Text("b")),
                OptionalInt.of(2),
                true,
                OptionalInt.empty(),
                Extras.NONE);
    }
}
