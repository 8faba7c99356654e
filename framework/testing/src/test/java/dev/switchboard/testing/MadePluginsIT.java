package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.launcher.command.CommandLine;
import dev.switchboard.provider.mock.MockPlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.testkit.http.MockUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundles that the archetype's build has just made and verified are installed, by command, while a gateway runs. */
class MadePluginsIT {
    private static final Path PROJECTS = Path.of("../../sdk-archetype/target/test-classes/projects");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, new OpenAiDialectPlugin(), new MockPlugin(), new WeightedPlugin());
    }

    /** The build makes them before it comes here; a build of this module alone has none. */
    private static Path made(String kind) {
        Path jar = PROJECTS.resolve(kind).resolve("project/acme-" + kind + "/target/acme-" + kind + "-1.0.0.jar");
        assumeTrue(Files.exists(jar), () -> "no " + jar + " (the whole build makes it)");
        return jar;
    }

    @Test
    void providerGuardrailAndCallbackDoTheirWork() throws Exception {
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = TestingGateway.builder()
                        .inFelix(bundles)
                        .upstream(upstream)
                        .config("""
                                providers: {demo: {type: mock}}
                                models: {demo: {targets: [{provider: demo, model: demo}]}}
                                """)
                        .start()) {
            for (String kind : List.of("provider", "guardrail", "callback")) {
                assertEquals("com.acme.acme-" + kind + " 1.0.0 serves\n", install(gateway, made(kind)));
            }
            gateway.reconfigure(AcmePlugins.CONFIG);
            awaitModel(gateway);
            AcmePlugins.assertWork(gateway, upstream);
        }
    }

    private String install(TestingGateway gateway, Path jar) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<String> command = List.of(
                "plugins",
                "install",
                jar.toString(),
                "--data",
                gateway.data().toString(),
                "--bundles",
                bundles.toString());
        assertEquals(0, new CommandLine(out, out, Map.of()).run(command), printed::toString);
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void awaitModel(TestingGateway gateway) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!gateway.get("/v1/models").text().contains("\"id\":\"m\"")) {
            assertTrue(
                    System.nanoTime() < end, () -> "the configuration names the plugins, and the model is not there");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
