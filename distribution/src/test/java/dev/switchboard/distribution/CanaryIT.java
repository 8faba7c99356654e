package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.load.LoadDriver;
import dev.switchboard.testkit.load.LoadReport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private static final String CONFIG = """
            providers: {demo: {type: mock}}
            models: {demo: {targets: [{provider: demo, model: demo}]}}
            keys: {static: [{name: alice, key: sk-fake-alice}, {name: bob, key: sk-fake-bob}]}
            routing: {cool-down: {enabled: false}}
            """;

    @TempDir
    private Path directory;

    private BundledGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = BundledGateway.start(directory, CONFIG);
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
    void aKeyLeadsToTheVersionOnTrial() throws Exception {
        tryOut("callers=alice", next());
        assertTried(true, "sk-fake-alice");
        assertTried(false, "sk-fake-bob");
        assertTried(false, gateway.gateway().key());
    }

    /** Keys and teams that are made while the gateway runs; the key of a team by the team's id, any by its alias. */
    @Test
    void aTeamAndAKeyOfTheAccountsLeadToTheVersionOnTrial() throws Exception {
        gateway.gateway().reconfigure(CONFIG + "accounts: {}\n");
        gateway.await(report -> report.find("accounts").orElseThrow().serves());
        awaitManagement();
        manage("/team/new", "{\"team_id\":\"blue\"}");
        manage("/team/new", "{\"team_id\":\"red\"}");
        String blue = key("{\"team_id\":\"blue\"}");
        String red = key("{\"team_id\":\"red\"}");
        String alone = key("{\"key_alias\":\"night-shift\"}");
        tryOut("callers=blue, night-shift", next());
        for (int i = 0; i < 20; i++) {
            assertTried(true, blue);
            assertTried(false, red);
            assertTried(true, alone);
            assertTried(false, "sk-fake-alice");
        }
    }

    private void assertTried(boolean expected, String key) throws IOException {
        RawReply reply = call(gateway.gateway().baseUrl(), CHAT, key, UNARY);
        assertEquals(200, reply.status(), reply::text);
        assertEquals(expected, reply.text().contains(NEW), reply::text);
        assertEquals(!expected, reply.text().contains("mock provider"), reply::text);
    }

    private static RawReply call(URI address, String path, String key, String body) throws IOException {
        try (RawHttp http = RawHttp.connect(address)) {
            List<Header> headers = List.of(
                    new Header("authorization", "Bearer " + key), new Header("content-type", "application/json"));
            http.request("POST", path, headers, body);
            return http.readReply();
        }
    }

    /** The changed configuration is noticed a moment later. */
    private void awaitManagement() throws IOException {
        long giveUp = System.nanoTime() + BundledGateway.PATIENCE.toNanos();
        while (call(
                                gateway.gateway().adminUrl(),
                                "/key/generate",
                                gateway.gateway().key(),
                                "{}")
                        .status()
                != 200) {
            assertTrue(System.nanoTime() < giveUp, "no accounts");
            Thread.onSpinWait();
        }
    }

    private String manage(String path, String body) throws IOException {
        RawReply reply =
                call(gateway.gateway().adminUrl(), path, gateway.gateway().key(), body);
        assertEquals(200, reply.status(), reply::text);
        return reply.text();
    }

    private String key(String wishes) throws IOException {
        return JsonDocument.parse(Bytes.utf8(manage("/key/generate", wishes)))
                .string("key")
                .orElseThrow();
    }

    @Test
    void aVersionThatFailsMoreOftenIsRolledBackByItselfAndNothingElseFails() throws Exception {
        LoadReport report = rolledBack("share=10", AnsweringEdition.failing("1.1.0"), "it failed more often");
        System.out.println("a version with 5% more errors was rolled back: " + report);
    }

    @Test
    void aVersionThatIsSlowerIsRolledBackByItselfAndNothingFails() throws Exception {
        LoadReport report = rolledBack("share=10", AnsweringEdition.slow("1.1.0", 120), "it is slower");
        System.out.println("a version that takes 120 ms longer was rolled back: " + report);
    }

    /** Half of what it may be slower by: it stays. What nobody would call slow is not counted, so it is well above that. */
    @Test
    void aVersionThatIsSlowerByLessThanItsOperatorAllowsStays() throws Exception {
        try (LoadDriver load = load()) {
            load.awaitAnswers(20);
            tryOut("share=50\nslower=1000", AnsweringEdition.slow("1.1.0", 60));
            load.awaitAnswers(600);
            load.stop().assertFlawless();
        }
        gateway.await(report -> report.findCanary(BUNDLE).isPresent());
        assertFalse(Files.readString(canaryFile()).contains("given-up"));
    }

    private Path canaryFile() {
        return gateway.bundles().path().resolve(BUNDLE + ".canary");
    }

    private LoadDriver load() {
        return LoadDriver.start(gateway.load()
                .rate(RATE, CHAT, UNARY)
                .atMost(Duration.ofMinutes(2), 100_000)
                .accepting(CanaryIT::isAnswered));
    }

    /** What the sick version says is no fault of a swap. */
    private static boolean isAnswered(RawReply reply) {
        return reply.status() == 200 || reply.text().contains("sick");
    }

    /** Tries a version under load until it is taken back, within 30 s, and lets the load go on for a while. */
    private LoadReport rolledBack(String canary, byte[] jar, String reason) throws Exception {
        LoadReport report;
        try (LoadDriver load = load()) {
            load.awaitAnswers(20);
            tryOut(canary, jar);
            gateway.await(seen -> seen.find(BUNDLE).orElseThrow().rejected().stream()
                    .anyMatch(rejected -> rejected.reason().startsWith(reason + " than the version before: ")));
            load.awaitAnswers(100);
            report = load.stop();
        }
        assertEquals(0, report.failed(), report::toString);
        assertTrue(report.answered() < 30 * RATE, () -> "later than in 30 s: " + report);
        PluginStatus status = gateway.status(BUNDLE);
        assertEquals("1.0.0", status.version());
        gateway.await(seen -> seen.findCanary(BUNDLE).isEmpty());
        assertTrue(Files.readString(canaryFile()).contains("given-up=" + reason));
        for (int i = 0; i < 100; i++) {
            assertTrue(gateway.gateway().post(CHAT, UNARY).text().contains("mock provider"));
        }
        return report;
    }
}
