package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginState;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testing.TestingGateway;
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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles are replaced while calls and streams run: none fails, none is cut, and nothing of an old version stays. More of it
 * with {@code -Dswaps=1000 -Dswap.rate=300 -Dswap.streams=200}, which {@code bench/swaps} does.
 */
class SwapUnderLoadIT {
    private static final int SWAPS = Integer.getInteger("swaps", 10);
    private static final int RATE = Integer.getInteger("swap.rate", 100);
    private static final int STREAMS = Integer.getInteger("swap.streams", 25);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CHAT = "/v1/chat/completions";
    private static final String UNARY = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAM =
            "{\"model\":\"demo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"long\"}]}";

    /** A text of the mock provider's replies; an edition has its version there. */
    private static final String NAME_IN_REPLY = "mock provider";

    private static final Pattern EDITION = Pattern.compile("edition \\d{5}");

    @TempDir
    private Path directory;

    private BundleFolder bundles;
    private TestingGateway gateway;
    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() throws IOException {
        bundles = BundleFolder.in(directory);
        gateway = TestingGateway.builder()
                .inFelix(bundles.path())
                .config("""
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
                        """.formatted(lines()))
                .start();
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
        LoadReport still = withoutSwaps();
        assertNothingIsLeft();
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
            System.out.println("without swaps: " + still);
            System.out.println(SWAPS + " swaps of provider-mock and of guardrail-patterns: " + report);
        }
        assertNothingIsLeft();
        Footprint after = Footprint.now();
        System.out.println("before: " + before + "; after: " + after);
        assertTrue(after.classes() <= before.classes() * 1.02, () -> before + ", after the swaps " + after);
        assertTrue(answering.contains(edition(SWAPS)), answering::toString);
        assertTrue(answering.size() >= SWAPS, answering::toString);
    }

    /** A first swap of each loads what swapping needs; then the same load as during the swaps, for comparison. */
    private LoadReport withoutSwaps() throws Exception {
        replaceProvider(0);
        replaceGuardrail(0);
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(RATE * 2L);
            LoadReport report = load.stop();
            report.assertFlawless();
            return report;
        }
    }

    @Test
    void aRebuildOfTheSameVersionTakesOver() throws Exception {
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(10);
            bundles.put(
                    "rebuilt.jar",
                    Edition.of("provider-mock", "1.0.0")
                            .text(NAME_IN_REPLY, edition(1))
                            .bytes());
            awaitReport(report -> status(report, "provider-mock").file().equals("rebuilt.jar"));
            note(gateway.post(CHAT, UNARY));
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
                    bundles.put(bundle + ".jar", Edition.of(bundle, version).bytes());
                    awaitServing(bundle, version);
                }
            }
            LoadReport report = load.stop();
            report.assertFlawless();
            assertNothingIsLeft();
            gateway.gateway().close();
            assertEquals(report.answered(), Files.readAllLines(lines()).size(), "one line for each exchange");
        }
    }

    @Test
    void aBundleThatAModelNeedsIsNotRemoved() throws Exception {
        try (LoadDriver load = LoadDriver.start(plan())) {
            load.awaitAnswers(10);
            bundles.remove(BundleFolder.delivered("provider-mock").getFileName().toString());
            awaitReport(report -> status(report, "provider-mock").detail().contains("cannot be removed"));
            PluginStatus status = status(host().report(), "provider-mock");
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
                gateway.reconfigure("""
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
                    note(gateway.post(CHAT, UNARY));
                }
            }
            load.stop().assertFlawless();
        }
    }

    /** Every version that was replaced has drained, and its classes are gone: one loader for each bundle that serves. */
    private void assertNothingIsLeft() throws Exception {
        awaitReport(report -> report.plugins().stream().noneMatch(each -> each.state() == PluginState.DRAINING));
        int serving = host().report().plugins().size();
        assertEquals(serving, BundleLoaders.awaitAlive(serving, PATIENCE), "class loaders of bundles");
    }

    private LoadPlan plan() {
        return LoadPlan.against(gateway.baseUrl())
                .header("authorization", "Bearer " + gateway.key())
                .rate(RATE, CHAT, UNARY)
                .streams(STREAMS, CHAT, STREAM)
                .atMost(Duration.ofMinutes(10), 1_000_000)
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
        bundles.put("provider-mock-" + (number - number % 2) + ".jar", jar);
        awaitServing("provider-mock", version);
        if (number % 2 == 1 && number > 2) {
            bundles.remove("provider-mock-" + (number - 3) + ".jar");
        }
    }

    private void replaceGuardrail(int number) throws Exception {
        String version = "1.1." + number;
        bundles.put(
                "guardrail-patterns.jar",
                Edition.of("guardrail-patterns", version).bytes());
        awaitServing("guardrail-patterns", version);
    }

    private static String edition(int number) {
        return "edition %05d".formatted(number);
    }

    private void awaitServing(String plugin, String version) throws InterruptedException {
        awaitReport(report -> {
            PluginStatus status = status(report, plugin);
            return status.serves() && status.version().equals(version);
        });
    }

    private void awaitReport(Predicate<PluginReport> wish) throws InterruptedException {
        assertTrue(host().await(wish, PATIENCE), () -> host().report().toString());
    }

    private PluginHost host() {
        return gateway.gateway().plugins().orElseThrow();
    }

    private static PluginStatus status(PluginReport report, String plugin) {
        return report.find("dev.switchboard." + plugin.replaceFirst("-", "."))
                .orElseThrow(() -> new AssertionError(plugin + " is not in " + report));
    }
}
