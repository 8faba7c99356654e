package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.guardrail.patterns.PatternsPlugin;
import dev.switchboard.provider.mock.MockPlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles listed, changed and looked back at over the admin port. */
class PluginPagesIT {
    private static final String PATTERNS = "dev.switchboard.guardrail.patterns";
    private static final String CONFIG = """
            providers: {demo: {type: mock}}
            models: {m: {targets: [{provider: demo, model: m}]}}
            """;

    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, new OpenAiDialectPlugin(), new MockPlugin(), new WeightedPlugin(), new PatternsPlugin());
    }

    private TestingGateway gateway(String more) {
        return TestingGateway.builder().inFelix(bundles).config(CONFIG + more).start();
    }

    private static HttpResponse<String> call(TestingGateway gateway, String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(gateway.adminUrl().toString().replaceAll("/$", "") + path);
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("authorization", "Bearer " + gateway.key())
                            .method(method, body)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> call(TestingGateway gateway, String method, String path)
            throws IOException, InterruptedException {
        return call(gateway, method, path, BodyPublishers.noBody());
    }

    @Test
    void listsRehearsesRemovesAndRemembersWhoDidIt() throws Exception {
        try (TestingGateway gateway = gateway("")) {
            HttpResponse<String> list = call(gateway, "GET", "/plugins");
            assertEquals(200, list.statusCode());
            assertTrue(list.body().contains(PATTERNS) && list.body().contains("\"READY\""), list::body);

            HttpResponse<String> sbom = call(gateway, "GET", "/plugins/" + PATTERNS + "/sbom");
            assertTrue(sbom.body().contains("\"CycloneDX\"") && sbom.body().contains("re2j"), sbom::body);

            HttpResponse<String> plan = call(gateway, "DELETE", "/plugins/" + PATTERNS + "?dry-run=true");
            assertEquals("{\"outcome\":\"plan\",\"detail\":\"remove " + PATTERNS + " 1.0.0\"}", plan.body());

            HttpResponse<String> pinned = call(gateway, "POST", "/plugins/" + PATTERNS + "/pin");
            assertEquals(200, pinned.statusCode(), pinned::body);
            HttpResponse<String> removed = call(gateway, "DELETE", "/plugins/" + PATTERNS);
            assertEquals("{\"outcome\":\"done\",\"detail\":\"" + PATTERNS + " 1.0.0 is removed\"}", removed.body());

            HttpResponse<String> refused = call(gateway, "DELETE", "/plugins/dev.switchboard.provider.mock");
            assertEquals(409, refused.statusCode(), refused::body);
            assertTrue(refused.body().contains("cannot be removed: "), refused::body);

            String history = call(gateway, "GET", "/plugins/history").body();
            assertTrue(history.contains("\"verb\":\"pin\""), history);
            assertTrue(history.contains("\"who\":\"operator\",\"verb\":\"remove\",\"subject\":\"" + PATTERNS), history);
        }
    }

    @Test
    void takesJarsOnlyWhereTheConfigurationAllowsIt() throws Exception {
        Path jar = Bundled.jar(new PatternsPlugin());
        try (TestingGateway gateway = gateway("")) {
            HttpResponse<String> reply = call(gateway, "POST", "/plugins", BodyPublishers.ofFile(jar));
            assertEquals(403, reply.statusCode(), reply::body);
            assertTrue(reply.body().contains("plugins.install-over-http: true"), reply::body);
        }
        try (TestingGateway gateway = gateway("plugins: {install-over-http: true}\n")) {
            assertEquals(200, call(gateway, "DELETE", "/plugins/" + PATTERNS).statusCode());
            HttpResponse<String> reply = call(gateway, "POST", "/plugins", BodyPublishers.ofFile(jar));
            assertEquals("{\"outcome\":\"done\",\"detail\":\"" + PATTERNS + " 1.0.0 serves\"}", reply.body());
            HttpResponse<String> broken = call(gateway, "POST", "/plugins", BodyPublishers.ofString("no jar"));
            assertEquals(400, broken.statusCode(), broken::body);
        }
    }

    @Test
    void saysWhatIsUnknownAndServesOperatorsOnly() throws Exception {
        try (TestingGateway gateway = gateway("")) {
            assertEquals(400, call(gateway, "DELETE", "/plugins/nobody").statusCode());
            HttpResponse<String> verb = call(gateway, "POST", "/plugins/nobody/praise");
            assertEquals(404, verb.statusCode(), verb::body);
            assertTrue(verb.body().contains("known: canary, promote"), verb::body);
            assertTrue(verb.body().endsWith("\"type\":\"not_found\",\"param\":null,\"code\":\"404\"}}"), verb::body);
            try (HttpClient client = HttpClient.newHttpClient()) {
                URI address = URI.create(gateway.adminUrl().toString().replaceAll("/$", "") + "/plugins");
                assertEquals(
                        401,
                        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                                .statusCode());
            }
        }
    }
}
