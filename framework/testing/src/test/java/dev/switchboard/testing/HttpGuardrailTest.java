package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of a guardrail in Python, in a process of its own, in front of a gateway. */
class HttpGuardrailTest {
    private static final Path EXAMPLE = Path.of("../../plugins/guardrails/http/example/guardrail.py");
    private static final String SECRET = "sk-test-not-a-real-key";

    private PythonService service;
    private MockUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        service = PythonService.start(EXAMPLE, Map.of("GUARDRAIL_SECRET", SECRET));
        upstream = MockUpstream.start();
        upstream.otherwise(request -> Reply.json(Chat.COMPLETION));
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    private TestingGateway gateway(String settings) {
        return Gateways.builder()
                .upstream(upstream)
                .environment(Map.of("GUARD_URL", service.url(), "GUARD_SECRET", SECRET))
                .config("""
                        providers:
                          upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                        models:
                          "*": {targets: [{provider: upstream, model: "*"}]}
                        guardrails:
                          python: {type: http, url: "${env:GUARD_URL}", %s}
                        """.formatted(settings))
                .start();
    }

    private static RawReply ask(TestingGateway gateway, String words) throws IOException {
        return gateway.post(Chat.PATH, Chat.request("m").replace("hi", words));
    }

    @Test
    void allowsBlocksAndReplacesAsTheServiceSays() throws IOException {
        try (TestingGateway gateway = gateway("secret: \"${env:GUARD_SECRET}\"")) {
            assertEquals(Chat.COMPLETION, ask(gateway, "hello").text());

            RawReply blocked = ask(gateway, "say XYZZY");
            assertEquals(400, blocked.status(), blocked::text);
            assertTrue(blocked.text().contains("A word of the list was said."), blocked::text);

            assertEquals(200, ask(gateway, "1234 5678 1234 5678").status());
            String sent = upstream.requests().getLast().bodyText();
            assertTrue(sent.contains("[card]") && !sent.contains("1234"), sent);
            assertEquals(2, upstream.requests().size());
        }
    }

    @Test
    void aServiceThatRefusesUsBlocksOrPassesAsTheOperatorSays() throws IOException {
        try (TestingGateway gateway = gateway("secret: wrong, on-failure: block")) {
            RawReply reply = ask(gateway, "hello");
            assertEquals(500, reply.status(), reply::text);
            assertTrue(reply.text().contains("guardrail \\\"python\\\" failed"), reply::text);
            assertFalse(reply.text().contains("wrong"), reply::text);
        }
        try (TestingGateway gateway = gateway("secret: wrong, on-failure: pass")) {
            RawReply reply = ask(gateway, "hello");
            assertEquals(200, reply.status(), reply::text);
            assertTrue(reply.header("x-switchboard-decisions").orElseThrow().contains("answered 401"), reply::toString);
        }
    }

    @Test
    void aServiceThatIsGoneCountsAsAFailure() throws IOException, InterruptedException {
        try (TestingGateway gateway = gateway("on-failure: pass")) {
            service.process().destroyForcibly().waitFor();
            assertEquals(200, ask(gateway, "say xyzzy").status());
        }
    }
}
