package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The provider, the guardrail and the callback that the archetype makes, whenever that was, at their work. */
final class AcmePlugins {
    /** A configuration that uses all three for the model {@code m}. */
    static final String CONFIG = """
            providers: {acme: {type: acme, base-url: "${env:UPSTREAM_URL}", api-key: sk-test-not-a-real-key}}
            models: {m: {targets: [{provider: acme, model: model-1}]}}
            guardrails: {acme: {type: acme, words: [forbidden]}}
            callbacks: {acme: {type: acme}}
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AcmePlugins() {}

    /** One call goes through the provider, one is stopped by the guardrail, and the callback hears of both. */
    static void assertWork(TestingGateway gateway, MockUpstream upstream) throws IOException {
        upstream.enqueue(Reply.json("{\"id\":\"1\",\"model\":\"model-1\",\"created\":1767225600,"
                + "\"text\":\"Hello\",\"end\":\"stop\",\"in\":3,\"out\":2}"));
        RawReply answered = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(200, answered.status(), answered::text);
        assertTrue(answered.text().contains("\"content\":\"Hello\""), answered::text);
        assertTrue(upstream.requests().getFirst().bodyText().contains("\"prompt\":\"hi\""));

        RawReply blocked = gateway.post(Chat.PATH, Chat.request("m").replace("hi", "forbidden"));
        assertEquals(400, blocked.status(), blocked::text);

        List<String> lines = awaitLines(gateway.data().resolve("plugins/callback/acme/exchanges.txt"), 2);
        assertTrue(lines.getFirst().endsWith(" m 200"), lines::toString);
        assertTrue(lines.getLast().endsWith(" m 400"), lines::toString);
    }

    /** What was noted of calls of the model; reports are delivered behind the reply. */
    private static List<String> awaitLines(Path file, int count) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> lines = lines(file);
        while (lines.size() < count) {
            assertTrue(System.nanoTime() < end, "no " + count + " lines in " + file);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            lines = lines(file);
        }
        return lines;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.contains(" m "))
                        .toList()
                : List.of();
    }
}
