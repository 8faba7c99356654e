package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testing.TestingGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with an update of a delivered bundle, the version before answers, and the list of plugins says why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one gateway, and none that a field keeps after the last test
class FaultyUpdateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUNDLE = "dev.switchboard.provider.mock";
    private static final String FILE = "provider-mock.jar";
    private static final String IMPORTS = "dev.switchboard.spi;version=\"[1.0,2)\","
            + "dev.switchboard.spi.plugin;version=\"[1.0,2)\",dev.switchboard.spi.provider;version=\"[1.0,2)\"";

    private BundleFolder bundles;
    private TestingGateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        bundles = BundleFolder.in(directory);
        gateway = TestingGateway.builder().inFelix(bundles.path()).config("""
                        providers: {demo: {type: mock}}
                        models: {demo: {targets: [{provider: demo, model: demo}]}}
                        plugins: {start-timeout: 3s}
                        """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void importOfWhatNobodyOffers() throws Exception {
        byte[] jar = Edition.of("provider-mock", "2.0.1")
                .header("Import-Package", "com.example.nowhere;version=\"[3,4)\"")
                .bytes();
        assertRefused("2.0.1", jar, "com.example.nowhere");
    }

    @Test
    void constructorThatThrows() throws Exception {
        byte[] jar = faulty("2.0.2", "public Faulty() { throw new IllegalStateException(\"no licence\"); }");
        assertRefused("2.0.2", jar, "no licence");
    }

    @Test
    void classThatIsMissing() throws Exception {
        byte[] jar = Edition.of("provider-mock", "2.0.3")
                .header("Switchboard-Plugin", "com.example.Missing;id=provider-mock")
                .bytes();
        assertRefused("2.0.3", jar, "com.example.Missing");
    }

    @Test
    void classThatIsNoPlugin() throws Exception {
        byte[] jar = Edition.of("provider-mock", "2.0.4")
                .header("Switchboard-Plugin", "dev.switchboard.provider.mock.Words;id=provider-mock")
                .bytes();
        assertRefused("2.0.4", jar, "Words");
    }

    @Test
    void providerThatFailsItsSelfCheck() throws Exception {
        byte[] jar = faulty("2.0.5", factory("return new Sick();"));
        assertRefused("2.0.5", jar, "the model file is missing");
    }

    @Test
    void providerThatCannotBeMade() throws Exception {
        byte[] jar = faulty("2.0.6", factory("throw new IllegalArgumentException(\"no such model\");"));
        assertRefused("2.0.6", jar, "no such model");
    }

    @Test
    void providerThatModelsNeedIsGone() throws Exception {
        byte[] jar = faulty("2.0.7", "");
        assertRefused("2.0.7", jar, "no installed plugin offers");
    }

    @Test
    void startThatHangs() throws Exception {
        byte[] jar = faulty(
                "2.0.8",
                "public Faulty() { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                        + " catch (InterruptedException e) { throw new IllegalStateException(e); } }");
        assertRefused("2.0.8", jar, "did not end within 3 s");
    }

    @Test
    void jarOfWhichHalfIsThere() throws Exception {
        byte[] jar = Edition.of("provider-mock", "2.0.9").bytes();
        Files.write(bundles.path().resolve("half.jar"), Arrays.copyOf(jar, jar.length / 2));
        assertIgnored("half.jar");
    }

    @Test
    void fileThatIsNoJar() throws Exception {
        Files.write(bundles.path().resolve("text.jar"), "Not a jar.".getBytes(StandardCharsets.UTF_8));
        assertIgnored("text.jar");
    }

    @Test
    void halfCopiedJarIsTakenOnceItIsWhole() throws Exception {
        byte[] jar = faulty("2.0.10", "public Faulty() { throw new IllegalStateException(\"whole at last\"); }");
        Path target = bundles.path().resolve("copied.jar");
        Files.write(target, Arrays.copyOf(jar, jar.length / 2));
        await(report -> report.ignored().stream().anyMatch(file -> file.file().equals("copied.jar")));
        Files.write(target, jar);
        await(report -> reason(report, "2.0.10").contains("whole at last"));
        bundles.remove("copied.jar");
        assertAnswers();
    }

    private static byte[] faulty(String version, String body) throws IOException {
        String source = """
                import dev.switchboard.spi.*;
                import dev.switchboard.spi.plugin.*;
                import dev.switchboard.spi.provider.*;
                import java.util.List;
                public final class Faulty implements Plugin {
                    public record Config() {}
                    static final class Sick implements Provider {
                        public Abilities abilities() { return Abilities.builder().build(); }
                        public Health selfCheck() { return Health.failed("the model file is missing"); }
                    }
                    %s
                }
                """.formatted(body);
        return Edition.of("provider-mock", version)
                .plugin("Faulty", source)
                .header("Import-Package", IMPORTS)
                .bytes();
    }

    private static String factory(String create) {
        return """
                public List<ProviderFactory<?>> providers() {
                    return List.of(new ProviderFactory<Config>() {
                        public String type() { return "mock"; }
                        public Class<Config> configType() { return Config.class; }
                        public Provider create(String name, Config config, PluginContext context) { %s }
                    });
                }
                """.formatted(create);
    }

    private void assertRefused(String version, byte[] jar, String reason) throws Exception {
        bundles.put(FILE, jar);
        await(report -> reason(report, version).contains(reason));
        assertAnswers();
    }

    private void assertIgnored(String file) throws Exception {
        await(report -> report.ignored().stream().anyMatch(each -> each.file().equals(file)));
        assertAnswers();
        bundles.remove(file);
    }

    private void assertAnswers() throws IOException {
        PluginStatus status = host().report().find(BUNDLE).orElseThrow();
        assertEquals("1.0.0", status.version());
        assertTrue(status.serves(), status::toString);
        String body = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        assertEquals(200, gateway.post("/v1/chat/completions", body).status());
    }

    private static String reason(PluginReport report, String version) {
        return report.find(BUNDLE).orElseThrow().rejected().stream()
                .filter(rejected -> rejected.version().equals(version))
                .map(PluginStatus.RejectedVersion::reason)
                .findFirst()
                .orElse("");
    }

    private void await(Predicate<PluginReport> wish) throws InterruptedException {
        assertTrue(host().await(wish, PATIENCE), () -> host().report().toString());
    }

    private PluginHost host() {
        return gateway.gateway().plugins().orElseThrow();
    }
}
