package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of a guardrail in Python, in a process of its own, in front of a gateway. */
class HttpGuardrailTest {
    private static final Path EXAMPLE = Path.of("../../plugins/guardrails/http/example/guardrail.py");
    private static final String SECRET = "sk-test-not-a-real-key";

    @RegisterExtension
    private final PythonRig rig = new PythonRig(EXAMPLE, Map.of("GUARDRAIL_SECRET", SECRET));

    private TestingGateway gateway(String settings) {
        return rig.gateway(Map.of("GUARD_URL", rig.service().url(), "GUARD_SECRET", SECRET), """
                guardrails:
                  python: {type: http, url: "${env:GUARD_URL}", %s}
                """.formatted(settings));
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
            String sent = rig.upstream().requests().getLast().bodyText();
            assertTrue(sent.contains("[card]") && !sent.contains("1234"), sent);
            assertEquals(2, rig.upstream().requests().size());
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
            rig.service().process().destroyForcibly().waitFor();
            assertEquals(200, ask(gateway, "say xyzzy").status());
        }
    }
}
