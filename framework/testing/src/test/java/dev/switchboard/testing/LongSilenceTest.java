package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A model that thinks for long, behind a proxy that cuts idle connections, which is played by callers with no more patience than
 * that. By default in a shortened form; {@code -Dswitchboard.silence=180} gives the silence in seconds, cut after a sixth
 * of it, against the gateway's own keep-alive.
 */
class LongSilenceTest {
    private static final int SECONDS = Integer.getInteger("switchboard.silence", 0);
    private static final Duration SILENCE = SECONDS > 0 ? Duration.ofSeconds(SECONDS) : Duration.ofMillis(2_500);
    private static final Duration PATIENCE = SECONDS > 0 ? SILENCE.dividedBy(6) : Duration.ofMillis(2_000);

    private enum Dialect {
        CHAT(Chat.PATH, Chat.streamed("m"), "data: [DONE]"),
        RESPONSES(
                "/v1/responses",
                "{\"model\":\"m\",\"stream\":true,\"input\":\"hi\"}",
                "\"type\":\"response.completed\""),
        MESSAGES(
                "/v1/messages",
                "{\"model\":\"m\",\"stream\":true,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "event: message_stop"),
        GEMINI(
                "/v1beta/models/m:streamGenerateContent?alt=sse",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}",
                "\"finishReason\":\"STOP\"");

        private final String path;
        private final String body;
        private final String end;

        Dialect(String path, String body, String end) {
            this.path = path;
            this.body = body;
            this.end = end;
        }

        RawReply ask(TestingGateway gateway) throws Exception {
            try (RawHttp http = RawHttp.connect(gateway.baseUrl(), PATIENCE)) {
                http.request("POST", path, gateway.headers(), body);
                return http.readReply();
            }
        }
    }

    private static Reply thinksForLong() {
        return Reply.sse()
                .head()
                .pause(SILENCE)
                .data(Chat.text("Hello"))
                .data(Chat.chunk("{}", "\"stop\""))
                .done()
                .build();
    }

    private static TestingGatewayBuilder gateway(MockUpstream upstream) {
        TestingGatewayBuilder gateway = Gateways.builder().upstream(upstream);
        return SECONDS > 0 ? gateway : gateway.set("server.keep-alive", "20ms");
    }

    @Test
    void isCarriedToCallersOfEveryDialect() throws Exception {
        try (MockUpstream upstream = MockUpstream.start().otherwise(request -> thinksForLong());
                TestingGateway gateway = gateway(upstream).start();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Dialect, Future<RawReply>> replies = new EnumMap<>(Dialect.class);
            for (Dialect dialect : Dialect.values()) {
                replies.put(dialect, callers.submit(() -> dialect.ask(gateway)));
            }
            for (Dialect dialect : Dialect.values()) {
                RawReply reply = replies.get(dialect).get();
                assertEquals(200, reply.status(), dialect::name);
                assertEquals(RawReply.End.COMPLETE, reply.end(), dialect::name);
                assertTrue(reply.text().contains("Hello"), () -> dialect + ": " + reply.text());
                assertTrue(reply.text().contains(dialect.end), () -> dialect + ": " + reply.text());
            }
        }
    }
}
