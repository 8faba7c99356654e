package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.load.LoadDriver;
import dev.switchboard.testkit.load.LoadPlan;
import dev.switchboard.testkit.load.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivered bundle's next version, tried on a part of real traffic. */
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUNDLE = "dev.switchboard.provider.mock";
    private static final String FILE = "provider-mock-1.1.0.jar";
    private static final String CHAT = "/v1/chat/completions";
    private static final String UNARY = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String NEW = "mock PROVIDER";
    private static final String IMPORTS = "dev.switchboard.spi;version=\"[1.0,2)\","
            + "dev.switchboard.spi.chat;version=\"[1.0,2)\",dev.switchboard.spi.error;version=\"[1.0,2)\","
            + "dev.switchboard.spi.operation;version=\"[1.0,2)\",dev.switchboard.spi.plugin;version=\"[1.0,2)\","
            + "dev.switchboard.spi.provider;version=\"[1.0,2)\",dev.switchboard.spi.usage;version=\"[1.0,2)\","
            + "dev.switchboard.spi.wire;version=\"[1.0,2)\"";

    @TempDir
    private Path directory;

    private BundleFolder bundles;
    private TestingGateway gateway;

    @BeforeEach
    void start() throws IOException {
        bundles = BundleFolder.in(directory);
        gateway = TestingGateway.builder().inFelix(bundles.path()).config("""
                        providers: {demo: {type: mock}}
                        models: {demo: {targets: [{provider: demo, model: demo}]}}
                        routing: {cool-down: {enabled: false}}
                        """).start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void tryOut(String canary, byte[] jar) throws Exception {
        bundles.put(BUNDLE + ".canary", canary.getBytes(StandardCharsets.UTF_8));
        bundles.put(FILE, jar);
        await(report -> report.findCanary(BUNDLE).isPresent());
    }

    private static byte[] next() throws IOException {
        return Edition.of("provider-mock", "1.1.0").text("mock provider", NEW).bytes();
    }

    /** Every twelfth call fails, which is more than five in a hundred. */
    private static byte[] failing() throws IOException {
        return Edition.of("provider-mock", "1.1.0")
                .plugin("Failing", """
                        import dev.switchboard.spi.*;
                        import dev.switchboard.spi.chat.*;
                        import dev.switchboard.spi.error.*;
                        import dev.switchboard.spi.operation.*;
                        import dev.switchboard.spi.plugin.*;
                        import dev.switchboard.spi.provider.*;
                        import dev.switchboard.spi.usage.*;
                        import dev.switchboard.spi.wire.*;
                        import java.time.Instant;
                        import java.util.*;
                        import java.util.concurrent.atomic.AtomicLong;
                        public final class Failing implements Plugin {
                            public record Config() {}
                            static final class Sick implements Provider, LocalModel<ChatRequest, ChatResponse, ChatEvent> {
                                private final AtomicLong calls = new AtomicLong();
                                public Abilities abilities() {
                                    return Abilities.builder().local(Operation.CHAT, this).build();
                                }
                                public ChatResponse execute(ChatRequest request, Target target) {
                                    if (calls.incrementAndGet() % 12 == 0) {
                                        throw GatewayException.of(ErrorKind.UPSTREAM, "sick");
                                    }
                                    var choice = new ChatResponse.Choice(
                                            0, List.of(new Block.Text("PROVIDER")), StopReason.END_TURN, Optional.empty());
                                    return new ChatResponse(
                                            "id", "demo", Instant.EPOCH, List.of(choice), Usage.none(), Extras.NONE);
                                }
                            }
                            public List<ProviderFactory<?>> providers() {
                                return List.of(new ProviderFactory<Config>() {
                                    public String type() { return "mock"; }
                                    public Class<Config> configType() { return Config.class; }
                                    public Provider create(String name, Config config, PluginContext context) {
                                        return new Sick();
                                    }
                                });
                            }
                        }
                        """)
                .header("Import-Package", IMPORTS)
                .bytes();
    }

    @Test
    void aTenthOfTheCallsGoToTheVersionOnTrialUntilItIsPromoted() throws Exception {
        tryOut("share=10", next());
        int calls = 4_000;
        int tried = 0;
        for (int i = 0; i < calls; i++) {
            RawReply reply = gateway.post(CHAT, UNARY);
            assertEquals(200, reply.status());
            tried += reply.text().contains(NEW) ? 1 : 0;
        }
        // Four standard deviations of a share of 4,000 are less than 2 points.
        assertEquals(0.1, tried / (double) calls, 0.02);
        Files.delete(bundles.path().resolve(BUNDLE + ".canary"));
        await(report -> report.find(BUNDLE).orElseThrow().version().equals("1.1.0"));
        assertTrue(gateway.post(CHAT, UNARY).text().contains(NEW));
    }

    @Test
    void aHeaderLeadsToTheVersionOnTrial() throws Exception {
        tryOut("header=x-canary: yes", next());
        assertTrue(gateway.post(CHAT, UNARY).text().contains("mock provider"));
        RawReply asked = gateway.post(CHAT, UNARY, new Header("x-canary", "yes"));
        assertTrue(asked.text().contains(NEW), asked::text);
    }

    @Test
    void aVersionThatFailsMoreOftenIsRolledBackByItselfAndNothingElseFails() throws Exception {
        try (LoadDriver load = LoadDriver.start(LoadPlan.against(gateway.baseUrl())
                .header("authorization", "Bearer " + gateway.key())
                .rate(150, CHAT, UNARY)
                .atMost(Duration.ofMinutes(2), 100_000)
                .accepting(CanaryIT::isAnswered))) {
            load.awaitAnswers(20);
            tryOut("share=10", failing());
            await(report -> report.find(BUNDLE).orElseThrow().rejected().stream()
                    .anyMatch(rejected ->
                            rejected.reason().startsWith("it failed more often than the version before: ")));
            load.awaitAnswers(100);
            LoadReport report = load.stop();
            assertEquals(0, report.failed(), report::toString);
        }
        PluginStatus status = host().report().find(BUNDLE).orElseThrow();
        assertEquals("1.0.0", status.version());
        await(report -> report.findCanary(BUNDLE).isEmpty());
        assertTrue(
                Files.readString(bundles.path().resolve(BUNDLE + ".canary")).contains("given-up=it failed more often"));
    }

    /** What the sick version says is no fault of a swap. */
    private static boolean isAnswered(RawReply reply) {
        return reply.status() == 200 || reply.text().contains("sick");
    }

    private void await(Predicate<PluginReport> wish) throws InterruptedException {
        assertTrue(host().await(wish, PATIENCE), () -> host().report().toString());
    }

    private PluginHost host() {
        return gateway.gateway().plugins().orElseThrow();
    }
}
