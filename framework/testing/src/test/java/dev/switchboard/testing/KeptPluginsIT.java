package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that strangers built against SDK 1.0, kept as binaries, run on this gateway. */
class KeptPluginsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CONFIG = """
            providers: {acme: {type: acme, base-url: "${env:UPSTREAM_URL}", api-key: sk-test-not-a-real-key}}
            models: {m: {targets: [{provider: acme, model: model-1}]}}
            guardrails: {acme: {type: acme, words: [forbidden]}}
            callbacks: {acme: {type: acme}}
            """;

    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, new OpenAiDialectPlugin(), new WeightedPlugin());
        try (Stream<Path> kept = Files.list(KeptJar.FOLDER)) {
            for (Path jar :
                    kept.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, bundles.resolve(jar.getFileName()));
            }
        }
    }

    @Test
    void providerGuardrailAndCallbackDoTheirWork() throws IOException {
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = TestingGateway.builder()
                        .inFelix(bundles)
                        .upstream(upstream)
                        .config(CONFIG)
                        .start()) {
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
    }

    /** Reports are delivered behind the reply. */
    private static List<String> awaitLines(Path file, int count) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readAllLines(file).size() < count) {
            assertTrue(System.nanoTime() < end, "no " + count + " lines in " + file);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return Files.readAllLines(file);
    }
}
