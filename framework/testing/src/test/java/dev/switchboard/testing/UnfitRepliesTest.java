package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has a good status and is no reply of its format is a failure of the upstream, for callers of the same format, too. */
class UnfitRepliesTest {
    private static final String HTML = "<!doctype html>\n<title>Sign in</title>\n\n<p>data: none</p>";

    private static final String CONFIG = """
            providers:
              chat: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              messages: {type: anthropic, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              gemini: {type: gemini, base-url: "${env:UPSTREAM_URL}beta", api-key: sk-fake-upstream}
              responses: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
            models:
              chat: {targets: [{provider: chat, model: m}], retries: {max-attempts: 1}}
              messages: {targets: [{provider: messages, model: m}], retries: {max-attempts: 1}}
              gemini: {targets: [{provider: gemini, model: m}], retries: {max-attempts: 1}}
              responses: {targets: [{provider: responses, model: codex}], retries: {max-attempts: 1}}
              pair: {targets: [{provider: chat, model: m}, {provider: responses, model: n, order: 1}]}
            """;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
        gateway = gateway(false);
    }

    private TestingGateway gateway(boolean coolDown) {
        return Gateways.surviving()
                .set("routing.cool-down.enabled", Boolean.toString(coolDown))
                .upstream(upstream)
                .config(CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    /** Replies of status 200, by name. */
    private enum Unfit {
        PAGE("text/html; charset=utf-8", HTML),
        PAGE_CALLED_JSON("application/json", HTML),
        WORDS("text/plain", "upstream connect error or disconnect/reset before headers"),
        NOTHING("application/json", ""),
        NOTHING_OF_NO_TYPE("", ""),
        HALF("application/json", "{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":\"Hel"),
        OTHER_JSON("application/json", "{\"detail\":\"Not Found\"}"),
        ERROR("application/json", "{\"error\":{\"type\":\"api_error\",\"message\":\"no capacity\",\"code\":502}}");

        private final String type;
        private final String body;

        Unfit(String type, String body) {
            this.type = type;
            this.body = body;
        }

        Reply reply() {
            return Reply.status(200)
                    .header("content-type", type.isEmpty() ? "application/octet-stream" : type)
                    .body(body)
                    .build();
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(CutFormat.values())
                .flatMap(spoken -> Stream.of(CutFormat.values()).map(asked -> Arguments.of(spoken, asked)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void isTheUpstreamsFailureWhole(CutFormat spoken, CutFormat asked) throws IOException {
        for (Unfit unfit : Unfit.values()) {
            if (unfit == Unfit.OTHER_JSON && (spoken == asked || spoken == CutFormat.GEMINI)) {
                continue; // is relayed; of Gemini's, any object may be a reply in which everything is left out
            }
            upstream.enqueue(unfit.reply());
            assertFailed(gateway.post(asked.wholePath(spoken), asked.whole(spoken)), asked, unfit);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void isTheUpstreamsFailureStreamed(CutFormat spoken, CutFormat asked) throws IOException {
        for (Unfit unfit : Unfit.values()) {
            if (spoken == CutFormat.GEMINI && unfit == Unfit.OTHER_JSON) {
                continue;
            }
            upstream.enqueue(unfit.reply());
            assertFailed(gateway.post(asked.path(spoken), asked.streamed(spoken)), asked, unfit);
        }
    }

    private static void assertFailed(RawReply reply, CutFormat asked, Unfit unfit) {
        assertTrue(reply.status() >= 500, () -> unfit + ": " + reply + reply.text());
        assertTrue(reply.text().startsWith(asked.error()), () -> unfit + ": " + reply.text());
        assertFalse(reply.text().contains("Sign in"), () -> unfit + ": " + reply.text());
    }

    /** Between equal formats, what the members of an object mean is for the caller to say. */
    @Test
    void anotherObjectIsRelayedAsItCame() throws IOException {
        upstream.enqueue(Unfit.OTHER_JSON.reply(), Unfit.OTHER_JSON.reply());
        RawReply chat = gateway.post(Chat.PATH, Chat.request("chat"));
        RawReply vectors = gateway.post("/v1/embeddings", "{\"model\":\"chat\",\"input\":\"hi\"}");
        for (RawReply reply : List.of(chat, vectors)) {
            assertEquals(200, reply.status(), reply::text);
            assertEquals(Unfit.OTHER_JSON.body, reply.text());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER_JSON")
    void anotherTargetAnswersInstead(Unfit unfit) throws IOException {
        upstream.enqueue(unfit.reply(), Reply.json(Chat.COMPLETION));
        RawReply whole = gateway.post(Chat.PATH, Chat.request("pair"));
        assertEquals(200, whole.status(), whole::text);
        assertEquals(Optional.of("2"), whole.header("x-switchboard-attempts"));
        upstream.enqueue(unfit.reply(), Chat.stream());
        RawReply streamed = gateway.post(Chat.PATH, Chat.streamed("pair"));
        assertEquals(200, streamed.status(), streamed::text);
        assertEquals(Optional.of("2"), streamed.header("x-switchboard-attempts"));
        assertTrue(streamed.text().endsWith("data: [DONE]\n\n"), streamed::text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isCountedAgainstItsTarget(boolean stream) throws IOException {
        upstream.otherwise(_ -> Unfit.PAGE.reply());
        String request = stream ? Chat.streamed("chat") : Chat.request("chat");
        try (TestingGateway cooling = gateway(true)) {
            RawReply reply = cooling.post(Chat.PATH, request);
            for (int i = 0; reply.status() == 502 && i < 50; i++) {
                reply = cooling.post(Chat.PATH, request);
            }
            assertEquals(503, reply.status(), reply::text);
            assertTrue(cooling.get("/health/models").text().contains("\"state\":\"cools down\""));
        }
    }

    /** The reply to a streamed call, which calls itself a stream. */
    private RawReply events(CutFormat spoken, CutFormat asked) throws IOException {
        RawReply reply = gateway.post(asked.path(spoken), asked.streamed(spoken));
        assertEquals(200, reply.status(), reply::text);
        assertEquals(
                Optional.of(true),
                reply.header("content-type").map(type -> type.startsWith("text/event-stream")),
                reply::toString);
        return reply;
    }

    /** Some servers ignore that a stream is asked for. */
    @ParameterizedTest
    @EnumSource
    void aWholeReplyToAStreamedCallIsWrittenAsAStream(CutFormat asked) throws IOException {
        for (CutFormat spoken : CutFormat.values()) {
            upstream.enqueue(Reply.json(spoken.wholeReply()));
            RawReply reply = events(spoken, asked);
            assertTrue(reply.text().contains("Hello"), reply::text);
            assertFalse(asked.endsWithFailure(reply.text()), reply::text);
            assertTrue(
                    reply.header("x-switchboard-decisions").orElse("").contains("written as a stream"),
                    reply::toString);
        }
    }

    /** Some servers stream and forget to say so. */
    @ParameterizedTest
    @MethodSource("pairs")
    void eventsThatCallThemselvesJsonAreAStream(CutFormat spoken, CutFormat asked) throws IOException {
        for (String before : List.of("", "\n", ": ping\n\n", "id: 1\n", "retry: 9\n")) {
            upstream.enqueue(Reply.status(200)
                    .header("content-type", "application/json")
                    .body(before + spoken.stream)
                    .build());
            RawReply reply = events(spoken, asked);
            // The mark behind a chat's last event is relayed where it comes, and written in any other format.
            assertTrue(
                    spoken == CutFormat.CHAT && asked == spoken
                            ? reply.text().endsWith(spoken.stream)
                            : asked.saysItIsWhole(reply.text()),
                    () -> before + reply.text());
        }
    }

    @Test
    void soundIsNotAPage() throws IOException {
        String call = "{\"model\":\"chat\",\"input\":\"hi\",\"voice\":\"alloy\"}";
        for (Unfit unfit : Unfit.values()) {
            upstream.enqueue(unfit.reply());
            RawReply reply = gateway.post("/v1/audio/speech", call);
            assertTrue(reply.status() >= 500, () -> unfit + ": " + reply + reply.text());
        }
        upstream.enqueue(Reply.status(200)
                .header("content-type", "audio/mpeg")
                .body("ID3")
                .build());
        assertEquals("ID3", gateway.post("/v1/audio/speech", call).text());
    }

    @Test
    void vectorsAreNotAPage() throws IOException {
        for (Unfit unfit : EnumSet.complementOf(EnumSet.of(Unfit.OTHER_JSON))) {
            upstream.enqueue(unfit.reply());
            RawReply reply = gateway.post("/v1/embeddings", "{\"model\":\"chat\",\"input\":\"hi\"}");
            assertTrue(reply.status() >= 500, () -> unfit + ": " + reply + reply.text());
        }
    }
}
