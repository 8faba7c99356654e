package dev.switchboard.dialect.openai.rerank;

import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankRequest.Document;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.OptionalInt;

/** Makes the canonical request. */
final class RerankRequestReader {
    private RerankRequestReader() {}

    static RerankRequest read(JsonObject body, Wire wire, boolean documentsByDefault) {
        String model = body.require("model").asString();
        String query = body.require("query").asString();
        List<Document> documents = body.require("documents").asArray().stream()
                .map(RerankRequestReader::document)
                .toList();
        OptionalInt limit = count(body, "top_n");
        boolean returnDocuments = body.bool("return_documents").orElse(documentsByDefault);
        OptionalInt maxTokens = count(body, "max_tokens_per_doc");
        return new RerankRequest(
                model, query, documents, limit, returnDocuments, maxTokens, Extras.of(wire, body.unread()));
    }

    /** An object that holds nothing but a text is one. */
    private static Document document(JsonField value) {
        if (value.isString()) {
            return new Document.Text(value.asString());
        }
        if (!value.isObject()) {
            return value.fail("a string or an object");
        }
        JsonObject object = value.asObject();
        return object.names().equals(List.of("text")) && object.require("text").isString()
                ? new Document.Text(object.require("text").asString())
                : new Document.Fields(value.text());
    }

    private static OptionalInt count(JsonObject body, String name) {
        return body.get(name).map(RerankRequestReader::count).orElse(OptionalInt.empty());
    }

    private static OptionalInt count(JsonField value) {
        long count = value.asLong();
        return count > 0 && count <= Integer.MAX_VALUE ? OptionalInt.of((int) count) : value.failValue("1 or more");
    }
}
