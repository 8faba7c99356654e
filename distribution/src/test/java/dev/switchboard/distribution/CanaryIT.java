package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.load.LoadDriver;
import dev.switchboard.testkit.load.LoadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivered bundle's next version, tried on a part of real traffic. */
class CanaryIT {
    private static final String BUNDLE = "dev.switchboard.provider.mock";
    private static final String FILE = "provider-mock-1.1.0.jar";
    private static final int RATE = 150;
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

    private BundledGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = BundledGateway.start(directory, """
                        providers: {demo: {type: mock}}
                        models: {demo: {targets: [{provider: demo, model: demo}]}}
                        routing: {cool-down: {enabled: false}}
                        """);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void tryOut(String canary, byte[] jar) throws Exception {
        gateway.bundles().put(BUNDLE + ".canary", canary.getBytes(StandardCharsets.UTF_8));
        gateway.bundles().put(FILE, jar);
        gateway.await(report -> report.findCanary(BUNDLE).isPresent());
    }

    private static byte[] next() throws IOException {
        return Edition.of("provider-mock", "1.1.0").text("mock provider", NEW).bytes();
    }

    /** Five calls in a hundred fail. */
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
                                    if (calls.incrementAndGet() % 20 == 0) {
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
            RawReply reply = gateway.gateway().post(CHAT, UNARY);
            assertEquals(200, reply.status());
            tried += reply.text().contains(NEW) ? 1 : 0;
        }
        // Four standard deviations of a share of 4,000 are less than 2 points.
        assertEquals(0.1, tried / (double) calls, 0.02);
        Files.delete(gateway.bundles().path().resolve(BUNDLE + ".canary"));
        gateway.await(report -> report.find(BUNDLE).orElseThrow().version().equals("1.1.0"));
        assertTrue(gateway.gateway().post(CHAT, UNARY).text().contains(NEW));
    }

    @Test
    void aHeaderLeadsToTheVersionOnTrial() throws Exception {
        tryOut("header=x-canary: yes", next());
        assertTrue(gateway.gateway().post(CHAT, UNARY).text().contains("mock provider"));
        RawReply asked = gateway.gateway().post(CHAT, UNARY, new Header("x-canary", "yes"));
        assertTrue(asked.text().contains(NEW), asked::text);
    }

    @Test
    void aVersionThatFailsMoreOftenIsRolledBackByItselfAndNothingElseFails() throws Exception {
        try (LoadDriver load = LoadDriver.start(gateway.load()
                .rate(RATE, CHAT, UNARY)
                .atMost(Duration.ofMinutes(2), 100_000)
                .accepting(CanaryIT::isAnswered))) {
            load.awaitAnswers(20);
            tryOut("share=10", failing());
            gateway.await(report -> report.find(BUNDLE).orElseThrow().rejected().stream()
                    .anyMatch(rejected ->
                            rejected.reason().startsWith("it failed more often than the version before: ")));
            load.awaitAnswers(100);
            LoadReport report = load.stop();
            assertEquals(0, report.failed(), report::toString);
            assertTrue(report.answered() < 30 * RATE, () -> "later than in 30 s: " + report);
            System.out.println("a version with 5% more errors was rolled back: " + report);
        }
        PluginStatus status = gateway.status(BUNDLE);
        assertEquals("1.0.0", status.version());
        gateway.await(report -> report.findCanary(BUNDLE).isEmpty());
        assertTrue(Files.readString(gateway.bundles().path().resolve(BUNDLE + ".canary"))
                .contains("given-up=it failed more often"));
    }

    /** What the sick version says is no fault of a swap. */
    private static boolean isAnswered(RawReply reply) {
        return reply.status() == 200 || reply.text().contains("sick");
    }
}
