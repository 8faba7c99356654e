package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.aws.AwsCredentials;
import dev.switchboard.aws.Encoding;
import dev.switchboard.aws.SigV4;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.framing.AwsFrames;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bedrock's recordings reach callers of other formats with their meaning, and Anthropic's callers with Claude's own bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BedrockTest {
    private static final String STREAM_TYPE = "application/vnd.amazon.eventstream";
    private static final String NOVA = "amazon.nova-pro-v1:0";
    private static final String CLAUDE = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Bytes STREAM = Bytes.concat(
            AwsFrames.event("messageStart", "{\"role\":\"assistant\"}"),
            AwsFrames.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hé\"}}"),
            AwsFrames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            AwsFrames.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
            AwsFrames.event("metadata", "{\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5}}"));
    private static final List<String> EVENTS = List.of(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hé\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":6}}",
            "{\"type\":\"message_stop\"}");

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  aws:
                    type: bedrock
                    region: eu-central-1
                    endpoint: "${env:UPSTREAM_URL}"
                    credentials: {access-key-id: AKIDEXAMPLE, secret-access-key: fake-secret}
                models:
                  "*": {targets: [{provider: aws, model: "*"}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    private static Predicate<Recording> recorded(String... endpoints) {
        return recording ->
                recording.provider().equals("bedrock") && List.of(endpoints).contains(recording.endpoint());
    }

    private static boolean isClaude(Recording recording) {
        return recording.model().orElse("").contains("anthropic.claude-")
                && !recording.model().orElse("").contains("claude-v2");
    }

    private static String path(String model, String operation) {
        return "/v1/model/" + Encoding.encode(model) + "/" + operation;
    }

    private static String message(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private static Bytes chunks(List<String> events) {
        Bytes stream = Bytes.empty();
        for (String event : events) {
            String base64 = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));
            stream = Bytes.concat(stream, AwsFrames.event("chunk", "{\"bytes\":\"" + base64 + "\",\"p\":\"abc\"}"));
        }
        return stream;
    }

    private static Bytes unwrapped(Bytes stream) {
        Bytes events = Bytes.empty();
        for (UpstreamEvent frame : ReferenceFraming.split(Framing.AWS_EVENT_STREAM, stream)) {
            String base64 = JsonValue.parse(frame.data()).string("bytes").orElseThrow();
            String event = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            String name = JsonValue.parse(Bytes.utf8(event)).string("type").orElseThrow();
            events = Bytes.concat(events, Bytes.utf8("event: " + name + "\ndata: " + event + "\n\n"));
        }
        return events;
    }

    @TestFactory
    Stream<DynamicTest> anthropicsCallersGetClaudesOwnBytes() {
        return Recordings.locate()
                .tests(
                        recorded("invoke", "invoke-with-response-stream")
                                .and(BedrockTest::isClaude)
                                .and(recording -> recording.response().status() == 200),
                        this::checkBytes);
    }

    private void checkBytes(Recording recording) throws IOException {
        String body = recording.request().orElseThrow().body().orElseThrow();
        String model = recording.model().orElseThrow();
        boolean stream = recording.response().stream();
        String asked = JsonDocument.parse(Bytes.utf8(body))
                .edit()
                .set("model", JsonText.string(model))
                .set("stream", JsonText.bool(stream))
                .build()
                .utf8();
        Bytes expected = Bytes.wrap(recording.response().body());
        for (Chunking chunking : Chunking.awkward()) {
            upstream.otherwise(_ -> recording.reply(chunking));
            RawReply reply = gateway.post(Messages.PATH + "?beta=true", asked);
            assertEquals(200, reply.status(), reply::text);
            assertArrayEquals(
                    (stream ? unwrapped(expected) : expected).toArray(), reply.body(), chunking + ": " + reply.text());
            assertEquals(
                    Optional.of(stream ? "text/event-stream; charset=utf-8" : "application/json"),
                    reply.header("content-type"));
            ReceivedRequest received = upstream.requests().getLast();
            assertEquals(path(model, stream ? "invoke-with-response-stream" : "invoke"), received.target());
            assertEquals(JsonValue.parse(Bytes.utf8(body)).members(), received(received));
            assertSigned(received);
        }
    }

    private static Object received(ReceivedRequest request) {
        return JsonValue.parse(Bytes.utf8(request.bodyText())).members();
    }

    /** Signs what arrived once more, as AWS does. */
    private static void assertSigned(ReceivedRequest request) {
        String time = request.header("x-amz-date").orElseThrow();
        UpstreamRequest again = UpstreamRequest.post(
                URI.create("http://" + request.header("host").orElseThrow() + request.target()),
                Headers.of("content-type", request.header("content-type").orElseThrow()),
                Bytes.wrap(request.body()));
        AwsCredentials credentials =
                new AwsCredentials("AKIDEXAMPLE", "fake-secret", Optional.empty(), java.time.Instant.MAX);
        UpstreamRequest signed = new SigV4("eu-central-1", "bedrock")
                .sign(again, credentials, LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC));
        assertEquals(signed.headers().first("authorization"), request.header("authorization"));
    }

    @TestFactory
    Stream<DynamicTest> openAisCallersGetTheMeaning() {
        return Recordings.locate()
                .tests(
                        recorded("converse", "converse-stream")
                                .and(recording -> recording.response().status() == 200),
                        this::checkMeaning);
    }

    private void checkMeaning(Recording recording) throws IOException {
        boolean stream = recording.response().stream();
        Bytes body = Bytes.wrap(recording.response().body());
        upstream.otherwise(_ -> recording.reply(Chunking.irregular(7)));
        RawReply reply = gateway.post(Chat.PATH, stream ? Chat.streamed(NOVA) : Chat.request(NOVA));
        assertEquals(200, reply.status(), reply::text);
        List<JsonValue> messages = stream
                ? ReferenceFraming.split(Framing.SSE, Bytes.wrap(reply.body())).stream()
                        .filter(event ->
                                !event.data().isEmpty() && !event.data().utf8().equals(Chat.DONE))
                        .map(event -> JsonValue.parse(event.data()))
                        .toList()
                : List.of(JsonValue.parse(Bytes.wrap(reply.body())));
        String text = messages.stream()
                .flatMap(message -> message.get("choices").elements().stream())
                .flatMap(choice -> choice.get(stream ? "delta" : "message").string("content").stream())
                .collect(Collectors.joining());
        assertEquals(stream ? streamedText(body) : wholeText(body), text);
        assertTrue(reply.text().contains("\"finish_reason\":\"" + finish(body) + "\""), reply::text);
        if (!stream) {
            JsonValue recordedUsage = JsonValue.parse(body).get("usage");
            assertEquals(
                    recordedUsage.integer("totalTokens"),
                    messages.getFirst().get("usage").integer("total_tokens"));
        }
    }

    private static String wholeText(Bytes body) {
        return JsonValue.parse(body).get("output").get("message").get("content").elements().stream()
                .flatMap(block -> Stream.concat(
                        block.string("text").stream(),
                        block.get("citationsContent").get("content").elements().stream()
                                .flatMap(part -> part.string("text").stream())))
                .collect(Collectors.joining());
    }

    private static String streamedText(Bytes body) {
        return ReferenceFraming.split(Framing.AWS_EVENT_STREAM, body).stream()
                .flatMap(frame -> JsonValue.parse(frame.data()).get("delta").string("text").stream())
                .collect(Collectors.joining());
    }

    private static String finish(Bytes body) {
        String text = body.utf8();
        return text.contains("\"stopReason\":\"tool_use\"")
                ? "tool_calls"
                : text.contains("guardrail_intervened") ? "content_filter" : "stop";
    }

    @TestFactory
    Stream<DynamicTest> errorsKeepTheirStatusAndWords() {
        return Recordings.locate()
                .tests(
                        recording -> recording.provider().equals("bedrock")
                                && recording.response().status() >= 400,
                        recording -> {
                            upstream.otherwise(_ -> recording.reply(Chunking.whole()));
                            String words = JsonValue.parse(
                                            Bytes.wrap(recording.response().body()))
                                    .string("message")
                                    .orElseThrow();
                            for (String model : List.of(NOVA, CLAUDE)) {
                                assertError(gateway.post(Chat.PATH, Chat.streamed(model)), recording, words);
                                assertError(gateway.post(Messages.PATH, message(model, false)), recording, words);
                            }
                        });
    }

    private static void assertError(RawReply reply, Recording recording, String words) {
        assertEquals(recording.response().status(), reply.status(), reply::text);
        JsonValue error = JsonValue.parse(Bytes.wrap(reply.body())).get("error");
        assertEquals(Optional.of(words), error.string("message"), reply::text);
    }

    @TestFactory
    Stream<DynamicTest> vectorsArrive() {
        return Recordings.locate().tests(recorded("invoke-embed"), recording -> {
            upstream.otherwise(_ -> recording.reply(Chunking.whole()));
            RawReply reply = gateway.post(
                    "/v1/embeddings", "{\"model\":\"" + recording.model().orElseThrow() + "\",\"input\":\"Hi\"}");
            JsonValue vector = JsonValue.parse(Bytes.wrap(reply.body()))
                    .get("data")
                    .elements()
                    .getFirst()
                    .get("embedding");
            assertTrue(vector.elements().size() > 10, reply::text);
            assertTrue(reply.text().contains("\"prompt_tokens\":"), reply::text);
            assertFalse(reply.text().contains("\"prompt_tokens\":0"), reply::text);
        });
    }

    @TestFactory
    Stream<DynamicTest> tokensAreCounted() {
        return Recordings.locate().tests(recorded("count-tokens"), recording -> {
            upstream.otherwise(_ -> recording.reply(Chunking.whole()));
            RawReply reply = gateway.post(
                    Messages.PATH + "/count_tokens",
                    "{\"model\":\"" + CLAUDE + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
            assertEquals("{\"input_tokens\":23}", reply.text());
        });
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aStreamCutAtAnyByteNeverEndsCleanly(Cut how) throws IOException {
        upstream.otherwise(_ -> Reply.json(500, "{}"));
        for (int length = 0; length < STREAM.length(); length += 3) {
            upstream.enqueue(cut(STREAM, length, how));
            RawReply reply = gateway.post(Chat.PATH, Chat.streamed(NOVA));
            assertFalse(reply.text().contains(Chat.DONE), "cut after " + length + ": " + reply.text());
        }
        Bytes chunks = chunks(EVENTS);
        for (int length = 0; length < chunks.length(); length += 5) {
            upstream.enqueue(cut(chunks, length, how));
            RawReply reply = gateway.post(Messages.PATH, message(CLAUDE, true));
            assertFalse(reply.text().contains("message_stop"), "cut after " + length + ": " + reply.text());
            assertTrue(
                    reply.status() >= 500 || reply.text().contains("event: error"),
                    "cut after " + length + ": " + reply.text());
        }
    }

    private static Reply cut(Bytes stream, int length, Cut how) {
        return Reply.status(200)
                .header("content-type", STREAM_TYPE)
                .body(stream.toArray())
                .chunked()
                .cutAfter(length, how)
                .build();
    }

    private static Reply whole(Bytes stream) {
        return Reply.status(200)
                .header("content-type", STREAM_TYPE)
                .body(stream.toArray())
                .chunked()
                .build();
    }

    @Test
    void aDamagedFrameIsACut() throws IOException {
        byte[] damaged = STREAM.toArray();
        damaged[STREAM.length() - 20] ^= 1;
        upstream.enqueue(whole(Bytes.wrap(damaged)));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed(NOVA));
        assertFalse(reply.text().contains(Chat.DONE), reply::text);
        assertTrue(reply.text().contains("checksum"), reply::text);
    }

    @Test
    void anExceptionInTheMiddleIsAnErrorInTheCallersWords() throws IOException {
        Bytes exception = AwsFrames.exception("modelStreamErrorException", "{\"message\":\"It broke.\"}");
        upstream.enqueue(whole(Bytes.concat(chunks(EVENTS.subList(0, 3)), exception)));
        RawReply anthropic = gateway.post(Messages.PATH, message(CLAUDE, true));
        assertTrue(anthropic.text().contains("text_delta"), anthropic::text);
        assertTrue(anthropic.text().contains("event: error\ndata: {\"type\":\"error\""), anthropic::text);
        assertTrue(anthropic.text().contains("It broke."), anthropic::text);
        upstream.enqueue(whole(Bytes.concat(AwsFrames.event("messageStart", "{}"), exception)));
        RawReply openAi = gateway.post(Chat.PATH, Chat.streamed(NOVA));
        assertTrue(openAi.text().contains("It broke."), openAi::text);
    }

    @Test
    void anExceptionBeforeAnythingElseHasAStatus() throws IOException {
        upstream.enqueue(whole(AwsFrames.exception("throttlingException", "{\"message\":\"Too many requests\"}")));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed(NOVA));
        assertEquals(429, reply.status(), reply::text);
    }
}
