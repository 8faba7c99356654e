package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.load.LoadDriver;
import dev.switchboard.testkit.load.LoadPlan;
import dev.switchboard.testkit.load.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles are replaced while calls and streams run: none fails, none is cut, and nothing of an old version stays. What that costs is
 * for {@code bench/swaps} to tell.
 */
class SwapUnderLoadIT {
    private static final int SWAPS = 10;
    private static final int RATE = 100;
    private static final int STREAMS = 25;

    private static final String CHAT = "/v1/chat/completions";
    private static final String UNARY = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAM =
            "{\"model\":\"demo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"long\"}]}";

    /** A text of the mock provider's replies; an edition has its version there. */
    private static final String NAME_IN_REPLY = "mock provider";

    private static final Pattern EDITION = Pattern.compile("edition \\d{5}");

    @TempDir
    private Path directory;

    private BundledGateway gateway;
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() throws IOException {
        gateway = BundledGateway.start(directory, """
                        providers:
                          demo:
                            type: mock
                            replies: [{message: long, tokens: 20, token-interval: 50ms}]
                        models:
                          demo: {targets: [{provider: demo, model: demo}]}
                        callbacks:
                          lines: {type: jsonl, path: "%s"}
                        guardrails:
                          words: {type: patterns, rules: [{name: words, pattern: forbidden}]}
                        """.formatted(lines()));
    }

    private Path lines() {
        return directory.resolve("lines.jsonl");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aProviderAndAGuardrailAreReplacedManyTimes() throws Exception {
        warmUp();
        gateway.assertNothingIsLeft();
        Footprint before = Footprint.now();
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(10);
            for (int number = 1; number <= SWAPS; number++) {
                replaceProvider(number);
                replaceGuardrail(number);
                load.awaitAnswers(1);
            }
            LoadReport report = load.stop();
            report.assertFlawless();
            assertTrue(report.streamsCompleted() >= STREAMS, report::toString);
        }
        gateway.assertNothingIsLeft();
        Footprint after = Footprint.now();
        assertTrue(after.isWithin(2, before), () -> before + ", after the swaps " + after);
        assertTrue(answering.contains(edition(SWAPS)), answering::toString);
        assertTrue(answering.size() >= SWAPS, answering::toString);
    }

    /** A first swap of each loads what swapping needs, a first load what calls need. */
    private void warmUp() throws Exception {
        replaceProvider(0);
        replaceGuardrail(0);
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(RATE * 4L);
            load.stop().assertFlawless();
        }
    }

    @Test
    void aRebuildOfTheSameVersionTakesOver() throws Exception {
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(10);
            gateway.bundles()
                    .put(
                            "rebuilt.jar",
                            Edition.of("provider-mock", "1.0.0")
                                    .text(NAME_IN_REPLY, edition(1))
                                    .bytes());
            gateway.await(
                    report -> report.find("provider-mock").orElseThrow().file().equals("rebuilt.jar"));
            note(gateway.gateway().post(CHAT, UNARY));
            assertTrue(answering.contains(edition(1)), answering::toString);
            load.stop().assertFlawless();
        }
    }

    @Test
    void dialectCallbackAndRoutingAreReplaced() throws Exception {
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(10);
            for (String bundle : new String[] {"dialect-openai", "logging-jsonl", "routing-weighted"}) {
                for (int patch = 1; patch <= 2; patch++) {
                    String version = "1.0." + patch;
                    gateway.replace(
                            bundle,
                            version,
                            bundle + ".jar",
                            Edition.of(bundle, version).bytes());
                }
            }
            LoadReport report = load.stop();
            report.assertFlawless();
            gateway.assertNothingIsLeft();
            gateway.gateway().gateway().close();
            assertEquals(report.answered(), Files.readAllLines(lines()).size(), "one line for each exchange");
        }
    }

    @Test
    void aBundleThatAModelNeedsIsNotRemoved() throws Exception {
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(10);
            gateway.bundles()
                    .remove(BundleFolder.delivered("provider-mock")
                            .getFileName()
                            .toString());
            gateway.await(report ->
                    report.find("provider-mock").orElseThrow().detail().contains("cannot be removed"));
            PluginStatus status = gateway.status("provider-mock");
            assertTrue(status.serves(), status::toString);
            assertTrue(status.detail().contains("no installed plugin offers"), status::detail);
            load.stop().assertFlawless();
        }
    }

    @Test
    void aChangedConfigurationLosesNothing() throws Exception {
        try (LoadDriver load = LoadDriver.start(plan())) {
            for (int round = 1; round <= 5; round++) {
                load.awaitAnswers(round * 20L);
                gateway.gateway().reconfigure("""
                        providers:
                          demo:
                            type: mock
                            replies:
                              - {message: long, tokens: 20, token-interval: 50ms}
                              - {text: "This is the edition %05d"}
                        models:
                          demo: {targets: [{provider: demo, model: demo}]}
                        callbacks:
                          lines: {type: jsonl, path: "%s"}
                        """.formatted(round, lines()));
                while (!answering.contains(edition(round))) {
                    note(gateway.gateway().post(CHAT, UNARY));
                }
            }
            load.stop().assertFlawless();
        }
    }

    private LoadPlan plan() {
        return gateway.load()
                .rate(RATE, CHAT, UNARY)
                .streams(STREAMS, CHAT, STREAM)
                .atMost(Duration.ofMinutes(5), 100_000)
                .accepting(this::note);
    }

    /** Accepts what is complete, and remembers which edition it came from. */
    private boolean note(RawReply reply) {
        Matcher edition = EDITION.matcher(reply.text());
        if (edition.find()) {
            answering.add(edition.group());
        }
        boolean stream = reply.header("content-type").orElse("").startsWith("text/event-stream");
        return reply.status() == 200 && (!stream || reply.text().endsWith("data: [DONE]\n\n"));
    }

    // By turns over the file that is there and beside it, as people do.
    private void replaceProvider(int number) throws Exception {
        String version = "1.1." + number;
        byte[] jar = Edition.of("provider-mock", version)
                .text(NAME_IN_REPLY, edition(number))
                .bytes();
        gateway.replace("provider-mock", version, "provider-mock-" + (number - number % 2) + ".jar", jar);
        if (number % 2 == 1 && number > 2) {
            gateway.bundles().remove("provider-mock-" + (number - 3) + ".jar");
        }
    }

    private void replaceGuardrail(int number) throws Exception {
        String version = "1.1." + number;
        gateway.replace(
                "guardrail-patterns",
                version,
                "guardrail-patterns.jar",
                Edition.of("guardrail-patterns", version).bytes());
    }

    private static String edition(int number) {
        return "edition %05d".formatted(number);
    }
}
