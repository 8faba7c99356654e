package dev.switchboard.provider.voyage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Voyage was really asked is what this provider asks, and what it answered means what it should. */
class VoyageRecordingsTest {
    private final Abilities abilities = new VoyageProviderFactory()
            .create(
                    "voyage",
                    new VoyageConfig("sk-fake", URI.create("https://api.voyageai.com/v1"), Map.of()),
                    TestingContext.in(Path.of("")))
            .abilities();

    private static UpstreamReply reply(Recording recording) {
        return new UpstreamReply(
                200, Headers.none(), Bytes.wrap(recording.response().body()));
    }

    private static JsonObject asked(Recording recording) {
        return JsonObject.of(JsonDocument.parse(
                Bytes.utf8(recording.request().orElseThrow().body().orElseThrow())));
    }

    @TestFactory
    Stream<DynamicTest> embeddings() {
        return Recordings.locate()
                .tests(
                        recording -> recording.provider().equals("voyage")
                                && recording.endpoint().equals("embeddings"),
                        this::checkEmbeddings);
    }

    private void checkEmbeddings(Recording recording) {
        JsonObject asked = asked(recording);
        EmbeddingRequest request = new EmbeddingRequest(
                "public",
                asked.list("input").stream()
                        .<EmbeddingRequest.Input>map(text -> new EmbeddingRequest.Input.Text(text.asString()))
                        .toList(),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.of(EmbeddingRequest.Task.DOCUMENT),
                Optional.empty(),
                Extras.NONE);
        var translator = abilities.translator(Operation.EMBEDDING).orElseThrow();

        JsonObject sent = JsonObject.of(JsonDocument.parse(translator
                .encode(request, Target.of("voyage", asked.require("model").asString()))
                .body()));
        EmbeddingResponse response = translator.decode(reply(recording));

        for (String member : List.of("input", "encoding_format", "input_type")) {
            assertEquals(
                    asked(recording).text(member).map(text -> text.text().replace(", ", ",")),
                    sent.text(member).map(text -> text.text().replace(", ", ",")));
        }
        assertEquals(request.inputs().size(), response.vectors().size());
        assertEquals(12, response.usage().of(Bucket.INPUT));
    }

    @TestFactory
    Stream<DynamicTest> rerank() {
        return Recordings.locate()
                .tests(
                        recording -> recording.provider().equals("voyage")
                                && recording.endpoint().equals("rerank"),
                        this::checkRerank);
    }

    private void checkRerank(Recording recording) {
        JsonObject asked = asked(recording);
        RerankRequest request = new RerankRequest(
                "public",
                asked.require("query").asString(),
                asked.list("documents").stream()
                        .map(JsonField::asString)
                        .<RerankRequest.Document>map(RerankRequest.Document.Text::new)
                        .toList(),
                OptionalInt.of((int) asked.require("top_k").asLong()),
                false,
                OptionalInt.empty(),
                Extras.NONE);
        var translator = abilities.translator(Operation.RERANK).orElseThrow();

        JsonObject sent = JsonObject.of(JsonDocument.parse(translator
                .encode(request, Target.of("voyage", asked.require("model").asString()))
                .body()));
        RerankResponse response = translator.decode(reply(recording));

        assertEquals(asked.text("top_k"), sent.text("top_k"));
        assertEquals(asked.string("query"), sent.string("query"));
        assertEquals(request.limit().getAsInt(), response.results().size());
        assertTrue(response.results().getFirst().score()
                > response.results().getLast().score());
        assertTrue(response.usage().of(Bucket.INPUT) > 0);
    }
}
