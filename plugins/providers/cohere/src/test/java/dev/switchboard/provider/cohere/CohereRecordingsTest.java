package dev.switchboard.provider.cohere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What Cohere really answered means what it should. */
class CohereRecordingsTest {
    private static final ChatRequest ASKED =
            ChatRequest.builder("public", List.of()).build();

    private final Abilities abilities = new CohereProviderFactory()
            .create(
                    "cohere",
                    new CohereConfig("sk-fake", URI.create("https://api.cohere.com"), Map.of()),
                    TestingContext.in(Path.of("")))
            .abilities();

    private static Stream<DynamicTest> recordings(String slug, ThrowingConsumer<Recording> check) {
        return Recordings.locate()
                .tests(
                        recording -> recording.provider().equals("cohere")
                                && recording.id().contains(slug),
                        check);
    }

    private static UpstreamReply reply(Recording recording) {
        return new UpstreamReply(
                recording.response().status(),
                Headers.of("content-type", "application/json"),
                Bytes.wrap(recording.response().body()));
    }

    private ChatResponse chat(Recording recording) {
        return abilities.translator(Operation.CHAT).orElseThrow().decode(reply(recording), ASKED);
    }

    @TestFactory
    Stream<DynamicTest> citations() {
        return recordings("001-cohere-chat", recording -> {
            List<Block> blocks = chat(recording).choices().getFirst().content();

            assertTrue(((Block.Thinking) blocks.getFirst()).text().startsWith("Great! I found"));
            Block.Text text = (Block.Text) blocks.getLast();
            assertEquals(5, text.citations().size());
            assertEquals(
                    "Yukihiro Matsumoto",
                    text.text()
                            .substring(
                                    text.citations().getFirst().start().getAsInt(),
                                    text.citations().getFirst().end().getAsInt()));
            assertEquals(
                    "https://example.com/ruby-facts",
                    text.citations().getFirst().url().orElseThrow());
            assertEquals(
                    Usage.builder()
                            .set(Bucket.INPUT, 83)
                            .set(Bucket.OUTPUT, 109)
                            .build(),
                    chat(recording).usage());
        });
    }

    @TestFactory
    Stream<DynamicTest> tools() {
        return recordings("006-cohere-chat", recording -> {
            ChatResponse.Choice choice = chat(recording).choices().getFirst();

            assertEquals(StopReason.TOOL_USE, choice.stopReason());
            assertTrue(((Block.Text) choice.content().getFirst()).text().startsWith("I will use"));
            Block.ToolUse use = (Block.ToolUse) choice.content().getLast();
            assertEquals("weather_z5jpj51d0fka", use.id());
            assertEquals("{\"latitude\":\"41.9028\",\"longitude\":\"12.4964\"}", use.input());
        });
    }

    @TestFactory
    Stream<DynamicTest> streamedTools() {
        return recordings("004-cohere-chat", recording -> {
            StreamDecoder<ChatEvent> decoder =
                    abilities.translator(Operation.CHAT).orElseThrow().decoder(ASKED);
            ChatAccumulator whole = new ChatAccumulator();
            ReferenceFraming.split(Framing.SSE, Bytes.wrap(recording.response().body()))
                    .forEach(event -> decoder.decode(event).forEach(whole::add));
            decoder.end().forEach(whole::add);

            assertTrue(whole.complete());
            ChatResponse response = whole.response();
            assertEquals("a9721cac-5462-4b21-bb97-a23c01662304", response.id());
            List<Block> blocks = response.choices().getFirst().content();
            assertEquals(2, blocks.size());
            assertTrue(((Block.Text) blocks.getFirst()).text().startsWith("I will use the weather tool"));
            Block.ToolUse use = (Block.ToolUse) blocks.getLast();
            assertEquals("weather_4pv2zz9xez6x", use.id());
            assertEquals("{\"latitude\": \"48.8575\", \"longitude\": \"2.3514\"}", use.input());
            assertEquals(
                    Usage.builder()
                            .set(Bucket.INPUT, 181)
                            .set(Bucket.OUTPUT, 34)
                            .build(),
                    response.usage());
        });
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        Map<Integer, ErrorKind> kinds = Map.of(401, ErrorKind.AUTHENTICATION, 404, ErrorKind.NOT_FOUND);
        return Recordings.locate()
                .tests(
                        recording -> recording.provider().equals("cohere")
                                && kinds.containsKey(recording.response().status()),
                        recording -> assertEquals(
                                kinds.get(recording.response().status()),
                                abilities
                                        .translator(Operation.CHAT)
                                        .orElseThrow()
                                        .error(reply(recording))
                                        .kind()));
    }

    @TestFactory
    Stream<DynamicTest> rerank() {
        return recordings("-rerank-", recording -> {
            RerankResponse response =
                    abilities.translator(Operation.RERANK).orElseThrow().decode(reply(recording));

            assertEquals(2, response.results().size());
            assertTrue(response.results().getFirst().score()
                    > response.results().getLast().score());
            assertEquals(1, response.usage().of(Bucket.REQUESTS));
        });
    }

    @TestFactory
    Stream<DynamicTest> imageVectors() {
        return recordings("020-embeddings", recording -> {
            var response =
                    abilities.translator(Operation.EMBEDDING).orElseThrow().decode(reply(recording));

            assertEquals(-0.020843506f, response.vectors().getFirst()[0]);
            assertEquals(1, response.usage().of(Bucket.IMAGES));
        });
    }
}
