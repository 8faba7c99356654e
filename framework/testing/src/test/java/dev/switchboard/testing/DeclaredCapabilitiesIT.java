package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.osgi.PluginHost;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.testkit.http.MockUpstream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin gets no instance that wants more than its manifest declares. */
class DeclaredCapabilitiesIT {
    private static final String PROVIDER = """
            providers: {acme: {type: acme, base-url: "${env:UPSTREAM_URL}", api-key: sk-test-not-a-real-key}}
            """;

    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, new WeightedPlugin());
    }

    private void put(KeptJar jar, String header, String value) throws IOException {
        Files.write(bundles.resolve(jar.file()), jar.with(Map.of(header, value)));
    }

    private static String problem(TestingGatewayBuilder gateway) {
        return assertThrows(AssemblyException.class, gateway::start).problems().toString();
    }

    @Test
    void aProviderConnectsWhereItDeclares() throws IOException {
        try (MockUpstream upstream = MockUpstream.start()) {
            put(KeptJar.PROVIDER, "Switchboard-Egress", "api.acme.test");
            String problem = problem(
                    TestingGateway.builder().inFelix(bundles).upstream(upstream).config(PROVIDER));
            assertTrue(
                    problem.contains("it connects to 127.0.0.1:" + upstream.port()
                            + ", which its manifest does not declare (egress: api.acme.test;"),
                    problem);

            put(KeptJar.PROVIDER, "Switchboard-Egress", "127.0.0.1");
            try (TestingGateway gateway = TestingGateway.builder()
                    .inFelix(bundles)
                    .upstream(upstream)
                    .config(PROVIDER)
                    .start()) {
                assertEquals(
                        "egress: 127.0.0.1; content: not declared; secrets: not declared",
                        gateway.gateway()
                                .plugins()
                                .orElseThrow()
                                .report()
                                .find("acme-provider")
                                .orElseThrow()
                                .declares());
            }
        }
    }

    /** It is refused where it stands in the file, before any code of the plugin gets to see it. */
    @Test
    void aBundleGetsTheSecretsThatItDeclares() throws IOException {
        try (MockUpstream upstream = MockUpstream.start()) {
            put(KeptJar.PROVIDER, "Switchboard-Secrets", "token");
            TestingGatewayBuilder gateway =
                    TestingGateway.builder().inFelix(bundles).upstream(upstream).config(PROVIDER);
            String problem = assertThrows(ConfigException.class, gateway::start)
                    .problems()
                    .toString();
            assertTrue(
                    problem.contains("switchboard.yaml:1:74: providers.acme.api-key: a secret, which the manifest of"
                            + " acme-provider 1.0.0 does not declare, so that it does not get it (declared: token; "),
                    problem);
            assertFalse(problem.contains("sk-test"), problem);

            put(KeptJar.PROVIDER, "Switchboard-Secrets", "token, api-key");
            TestingGateway.builder()
                    .inFelix(bundles)
                    .upstream(upstream)
                    .config(PROVIDER)
                    .start()
                    .close();
        }
    }

    /** An update that wants a secret it does not declare is refused, and the version before serves on. */
    @Test
    void anUpdateGetsNoMore() throws Exception {
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = undeclared(upstream)) {
            Files.write(
                    bundles.resolve("acme-provider-1.1.0.jar"),
                    KeptJar.PROVIDER.with(Map.of("Bundle-Version", "1.1.0", "Switchboard-Secrets", "none")));
            PluginHost host = gateway.gateway().plugins().orElseThrow();
            assertTrue(
                    host.await(
                            report -> report.find("acme-provider").orElseThrow().rejected().stream()
                                    .anyMatch(rejected -> rejected.reason().contains("(declared: none; ")),
                            Duration.ofSeconds(60)),
                    () -> host.report().toString());
            assertEquals(
                    "1.0.0", host.report().find("acme-provider").orElseThrow().version());
        }
    }

    /** What declares nothing is not limited. */
    private TestingGateway undeclared(MockUpstream upstream) throws IOException {
        Files.write(bundles.resolve(KeptJar.PROVIDER.file()), KeptJar.PROVIDER.with(Map.of()));
        return TestingGateway.builder()
                .inFelix(bundles)
                .upstream(upstream)
                .config(PROVIDER)
                .start();
    }
}
