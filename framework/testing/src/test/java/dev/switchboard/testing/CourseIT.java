package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.provider.mock.MockPlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the course for authors tells of a running gateway, with its own configuration and a guardrail as the archetype makes it. */
class CourseIT {
    private static final Path COURSE = Path.of("../../docs/write-a-plugin/README.md");
    private static final Pattern CONFIGURATION =
            Pattern.compile("<!-- course configuration -->\n```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUNDLE = "com.acme.acme-guardrail";
    private static final String REASON = "says what must not be said.";
    private static final String EDITED = "says what MUST not be said.";
    private static final String RAISED = "says what must NOT be said.";

    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, new OpenAiDialectPlugin(), new MockPlugin(), new WeightedPlugin());
        write("acme-guardrail-1.0.0.jar", KeptJar.GUARDRAIL.with(Map.of()));
    }

    /** As a build writes: over the file, piece by piece. */
    private void write(String file, byte[] jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(bundles.resolve(file))) {
            for (int at = 0; at < jar.length; at += 1_000) {
                out.write(jar, at, Math.min(1_000, jar.length - at));
                out.flush();
            }
        }
    }

    private static String configuration() throws IOException {
        Matcher block = CONFIGURATION.matcher(Files.readString(COURSE));
        assertTrue(block.find(), "the course has no configuration");
        return block.group(1);
    }

    private static String refusal(TestingGateway gateway, Header... headers) throws IOException {
        RawReply reply = gateway.post(Chat.PATH, Chat.request("demo").replace("hi", "forbidden"), headers);
        assertEquals(400, reply.status(), reply::text);
        return reply.text();
    }

    private static void await(TestingGateway gateway, Predicate<PluginReport> wish) throws InterruptedException {
        PluginHost host = gateway.gateway().plugins().orElseThrow();
        assertTrue(host.await(wish, PATIENCE), () -> host.report().toString());
    }

    @Test
    void fromTheFirstRunOverAnEditToATrialAndItsEnd() throws Exception {
        try (TestingGateway gateway = TestingGateway.builder()
                .inFelix(bundles)
                .config(configuration())
                .start()) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("demo")).status());
            assertTrue(refusal(gateway).contains(REASON));

            String before = gateway.gateway()
                    .plugins()
                    .orElseThrow()
                    .report()
                    .find(BUNDLE)
                    .orElseThrow()
                    .sha256();
            write("acme-guardrail-1.0.0.jar", KeptJar.GUARDRAIL.with(Map.of(), REASON, EDITED));
            await(gateway, report -> !report.find(BUNDLE).orElseThrow().sha256().equals(before));
            assertTrue(refusal(gateway).contains(EDITED));

            Files.writeString(bundles.resolve(BUNDLE + ".canary"), "header=x-canary: yes\n");
            write(
                    "acme-guardrail-1.1.0.jar",
                    KeptJar.GUARDRAIL.with(Map.of("Bundle-Version", "1.1.0"), REASON, RAISED));
            await(gateway, report -> report.findCanary(BUNDLE).isPresent());
            assertTrue(refusal(gateway).contains(EDITED));
            assertTrue(refusal(gateway, new Header("x-canary", "yes")).contains(RAISED));

            Files.delete(bundles.resolve(BUNDLE + ".canary"));
            await(gateway, report -> report.find(BUNDLE).orElseThrow().version().equals("1.1.0"));
            assertTrue(refusal(gateway).contains(RAISED));
        }
    }
}
