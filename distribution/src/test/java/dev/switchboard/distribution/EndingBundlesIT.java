package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An update that ends the whole process does so once: the next start sets it aside, says so, and the version before serves. */
class EndingBundlesIT {
    private static final String KEY = "sk-fake-operator";
    private static final String BUNDLE = "dev.switchboard.provider.mock";
    private static final String FILE = "provider-mock.jar";
    private static final String SET_ASIDE = "it is set aside, since the gateway ended while it was being started";
    private static final String FILLS_THE_HEAP =
            "java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) { all.add(new long[1 << 20]); }";

    @TempDir
    private Path directory;

    private BundleFolder bundles;

    @BeforeEach
    void prepare() throws IOException {
        bundles = BundleFolder.in(directory);
        Files.writeString(directory.resolve("switchboard.yaml"), """
                keys: {operator: %s}
                providers: {demo: {type: mock}}
                models: {demo: {targets: [{provider: demo, model: demo}]}}
                plugins: {directory: bundles, start-timeout: 5s}
                """.formatted(KEY));
    }

    /** How it ends the process, and where. */
    record End(String kind, String members) {
        @Override
        public String toString() {
            return kind;
        }
    }

    static List<End> ends() {
        return List.of(
                new End("allocates without end in its constructor", "public Faulty() { " + FILLS_THE_HEAP + " }"),
                new End(
                        "allocates without end when an instance is made",
                        FaultyEdition.factory("if (true) { " + FILLS_THE_HEAP + " } return new Sound();")),
                new End("leaves", "public Faulty() { System.exit(7); }"),
                new End(
                        "crashes in native code",
                        "public Faulty() { java.lang.foreign.MemorySegment.ofAddress(8).reinterpret(64)"
                                + ".set(java.lang.foreign.ValueLayout.JAVA_INT, 0, 1); }"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aVersionThatEndsTheProcessIsSetAsideAtTheNextStart(End end) throws Exception {
        try (GatewayProcess gateway = run()) {
            assertAnswers(gateway);
            bundles.put(FILE, FaultyEdition.of("2.0.0", end.members()).bytes());
            assertNotEquals(0, gateway.awaitExit());
        }
        try (GatewayProcess gateway = run()) {
            assertAnswers(gateway);
            assertTrue(list().contains("refused 2.0.0 (" + FILE + "): " + SET_ASIDE), this::list);
        }
    }

    @Test
    void isTriedAgainWhenItsOperatorSaysSo() throws Exception {
        try (GatewayProcess gateway = run()) {
            gateway.awaitAddress();
            bundles.put(
                    FILE,
                    FaultyEdition.of("2.0.0", "public Faulty() { Runtime.getRuntime().halt(7); }")
                            .bytes());
            assertEquals(7, gateway.awaitExit());
        }
        try (GatewayProcess gateway = run()) {
            gateway.awaitLine(SET_ASIDE);
            assertAnswers(gateway);
            plugins("retry", BUNDLE);
            assertEquals(7, gateway.awaitExit());
        }
        try (GatewayProcess gateway = run()) {
            assertAnswers(gateway);
            String sound = "public Faulty() {}" + FaultyEdition.factory("return new Sound();");
            bundles.put(FILE, FaultyEdition.of("2.0.0", sound).bytes());
            gateway.awaitLine("done: update " + BUNDLE + " 1.0.0 to 2.0.0");
        }
    }

    private GatewayProcess run() throws IOException {
        return GatewayProcess.start(directory, "run", "--port", "0", "--admin-port", "0");
    }

    private String plugins(String verb, String... words) {
        String[] line = new String[words.length + 2];
        line[0] = "plugins";
        line[1] = verb;
        System.arraycopy(words, 0, line, 2, words.length);
        try (GatewayProcess command = GatewayProcess.start(directory, line)) {
            command.awaitExit();
            return command.output();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String list() {
        return plugins("list");
    }

    private static void assertAnswers(GatewayProcess gateway) throws Exception {
        try (RawHttp http = RawHttp.connect(URI.create(gateway.awaitAddress()))) {
            List<Header> headers = List.of(
                    new Header("authorization", "Bearer " + KEY), new Header("content-type", "application/json"));
            String body = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            http.request("POST", "/v1/chat/completions", headers, body);
            assertEquals(200, http.readReply().status(), gateway::output);
        }
    }
}
