package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.testkit.http.MockUpstream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void aGuardrailThatDeclaresToSeeNoTextGetsNone() throws IOException {
        put(KeptJar.GUARDRAIL, "Switchboard-Content", "metadata");
        String problem = problem(
                TestingGateway.builder().inFelix(bundles).config("guardrails: {acme: {type: acme, words: [x]}}\n"));
        assertTrue(problem.contains("it asks for the text of exchanges, which its manifest does not declare"), problem);
    }
}
