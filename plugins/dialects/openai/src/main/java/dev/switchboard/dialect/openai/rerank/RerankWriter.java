package dev.switchboard.dialect.openai.rerank;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankRequest.Document;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.rerank.RerankResponse.Result;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** Writes results so that clients of both shapes find what they look for: {@code usage} is Jina's, {@code meta} Cohere's. */
final class RerankWriter {
    private RerankWriter() {}

    static String write(RerankResponse response, RerankRequest request) {
        JsonWriter json = new JsonWriter().object();
        if (!response.id().isEmpty()) {
            json.string("id", response.id());
        }
        json.string("model", response.model().isEmpty() ? request.model() : response.model());
        json.array("results");
        response.results().forEach(result -> write(json, result, request));
        json.endArray();
        usage(json, response.usage());
        return json.endObject().text().text();
    }

    private static void write(JsonWriter json, Result result, RerankRequest request) {
        json.object().integer("index", result.index()).number("relevance_score", result.score());
        if (request.returnDocuments()) {
            document(json, request, result.index());
        }
        json.endObject();
    }

    /** The caller's own words: providers return them cut, in shapes of their own, or not at all. */
    private static void document(JsonWriter json, RerankRequest request, int index) {
        if (index < 0 || index >= request.documents().size()) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM,
                    "the upstream names document " + index + " (expected: 0 to "
                            + (request.documents().size() - 1) + ")");
        }
        switch (request.documents().get(index)) {
            case Document.Text text ->
                json.object("document").string("text", text.text()).endObject();
            case Document.Fields fields -> json.raw("document", fields.json());
        }
    }

    private static void usage(JsonWriter json, Usage usage) {
        long tokens = usage.totalTokens();
        long searches = usage.of(Bucket.REQUESTS);
        if (tokens > 0) {
            json.object("usage")
                    .integer("prompt_tokens", usage.inputTokens())
                    .integer("total_tokens", tokens)
                    .endObject();
        }
        json.object("meta").object("api_version").string("version", "2").endObject();
        if (searches > 0) {
            json.object("billed_units").integer("search_units", searches).endObject();
        }
        if (tokens > 0) {
            json.object("tokens").integer("input_tokens", tokens).endObject();
        }
        json.endObject();
    }
}
