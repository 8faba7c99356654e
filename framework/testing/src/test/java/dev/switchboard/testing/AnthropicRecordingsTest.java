package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.switchboard.dialect.anthropic.AnthropicDialectPlugin;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.anthropic.reply.ReplyReader;
import dev.switchboard.wire.anthropic.reply.StreamReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every recording in Anthropic's format leaves the gateway as the bytes that came, and means the same when it went through the
 * canonical form instead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicRecordingsTest {
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  upstream: {type: anthropic, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  "public/*": {targets: [{provider: upstream, model: "*"}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    @TestFactory
    Stream<DynamicTest> bytesOfRecordings() {
        return Recordings.locate()
                .tests(
                        recording ->
                                isAnthropic(recording) && recording.request().isPresent(),
                        this::checkBytes);
    }

    private static boolean isAnthropic(Recording recording) {
        return recording.provider().equals("anthropic");
    }

    private void checkBytes(Recording recording) throws IOException {
        String model = recording.model().orElseThrow();
        String path = recording.request().orElseThrow().path();
        String sent = recording.request().orElseThrow().body().orElseThrow();
        for (Chunking chunking : List.of(Chunking.whole(), Chunking.insideCharacters(), Chunking.beforeLineFeeds())) {
            upstream.otherwise(_ -> recording.reply(chunking));

            RawReply reply = gateway.post(
                    path + "?beta=true",
                    sent.replace("\"model\":\"" + model + "\"", "\"model\":\"public/" + model + "\""));

            ReceivedRequest received = upstream.requests().getLast();
            assertEquals(recording.response().status(), reply.status(), reply::text);
            assertEquals(path + "?beta=true", received.target(), chunking.toString());
            assertEquals(sent, received.bodyText(), chunking.toString());
            assertArrayEquals(recording.response().body(), reply.body(), () -> chunking + ": " + reply.text());
        }
    }

    /** Read as a stream by our decoder, written as one by our encoder, and put together by the official SDK on both sides. */
    @TestFactory
    Stream<DynamicTest> meaningOfStreams() {
        return Recordings.locate()
                .tests(recording -> isAnthropic(recording) && recording.response().stream(), recording -> {
                    Bytes body = Bytes.wrap(recording.response().body());
                    List<ChatEvent> events = decode(body);
                    StreamEncoder<ChatEvent> encoder = messages().encoder(call());
                    List<Bytes> written = new ArrayList<>();
                    events.forEach(event -> written.add(encoder.encode(event)));
                    written.add(encoder.end());
                    Bytes again = Bytes.concat(written.toArray(Bytes[]::new));

                    assertEquals(assemble(decode(body)), assemble(decode(again)));
                    assertEquals(accumulate(body).content(), accumulate(again).content());
                    assertEquals(
                            accumulate(body).stopReason(), accumulate(again).stopReason());
                    assertEquals(
                            accumulate(body).usage().outputTokens(),
                            accumulate(again).usage().outputTokens());
                });
    }

    @TestFactory
    Stream<DynamicTest> meaningOfWholeReplies() {
        return Recordings.locate()
                .tests(
                        recording -> isAnthropic(recording)
                                && !recording.response().stream()
                                && !recording.endpoint().equals("count_tokens")
                                && recording.response().status() == 200,
                        recording -> {
                            ChatResponse response = ReplyReader.read(
                                    Bytes.wrap(recording.response().body()));
                            Bytes again = messages().write(response, call()).body();
                            assertEquals(
                                    response.choices(), ReplyReader.read(again).choices());
                            assertEquals(
                                    response.usage(), ReplyReader.read(again).usage());
                            assertEquals(
                                    response.extras(), ReplyReader.read(again).extras());
                        });
    }

    private static List<ChatEvent> decode(Bytes body) {
        StreamReader reader = new StreamReader();
        List<ChatEvent> events = new ArrayList<>();
        for (UpstreamEvent event : ReferenceFraming.split(Framing.SSE, body)) {
            events.addAll(reader.decode(event));
        }
        events.addAll(reader.end());
        return events;
    }

    private static ChatResponse assemble(List<ChatEvent> events) {
        ChatAccumulator accumulator = new ChatAccumulator();
        events.forEach(accumulator::add);
        return accumulator.response();
    }

    private static Message accumulate(Bytes body) throws IOException {
        MessageAccumulator accumulator = MessageAccumulator.create();
        for (UpstreamEvent event : ReferenceFraming.split(Framing.SSE, body)) {
            if (!event.data().isEmpty() && !event.name().equals("ping")) {
                accumulator.accumulate(com.anthropic.core.ObjectMappers.jsonMapper()
                        .readValue(event.data().utf8(), RawMessageStreamEvent.class));
            }
        }
        return accumulator.message();
    }

    private static Call<ChatRequest> call() {
        return Call.<ChatRequest>builder("m", () -> {
                    throw new AssertionError("nobody reads it");
                })
                .build();
    }

    @SuppressWarnings("unchecked") // the endpoint of that wire is one of chat
    private static Endpoint<ChatRequest, ChatResponse, ChatEvent> messages() {
        return (Endpoint<ChatRequest, ChatResponse, ChatEvent>) new AnthropicDialectPlugin()
                .dialects().getFirst().endpoints().stream()
                        .filter(endpoint -> endpoint.wire().equals(Wire.ANTHROPIC_MESSAGES))
                        .findFirst()
                        .orElseThrow();
    }
}
