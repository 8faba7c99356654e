package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was added while the delivered gateway ran, and the bundle of its provider that goes and comes. */
class LiveModelsIT {
    private static final String KEY = "sk-fake-operator";
    private static final String MOCK = "mock.jar";

    @TempDir
    private Path directory;

    @Test
    void modelHoldsItsBundleAndIsLeftOutWithoutIt() throws Exception {
        BundleFolder bundles = BundleFolder.in(directory);
        Path delivered = BundleFolder.delivered("provider-mock");
        byte[] jar = Files.readAllBytes(delivered);
        bundles.remove(delivered.getFileName().toString());
        bundles.put(MOCK, jar);
        Files.writeString(directory.resolve("switchboard.yaml"), """
                keys: {operator: %s}
                accounts: {manage-on-data-port: true}
                plugins: {directory: bundles}
                """.formatted(KEY));
        try (GatewayProcess gateway = start()) {
            String address = gateway.awaitAddress();
            RawReply made = post(
                    address,
                    "/model/new",
                    "{\"model_name\":\"m\",\"litellm_params\":{\"model\":\"mock/x\"},\"model_info\":{\"id\":\"m1\"}}");
            assertEquals(200, made.status(), made::text);
            assertEquals(200, chat(address));
            bundles.remove(MOCK);
            String line = gateway.awaitLine("\"m1\", which was added while the gateway ran, needs it");
            assertTrue(line.contains("refused: remove"), line);
            assertEquals(200, chat(address));
            gateway.terminate();
            gateway.awaitExit();
        }
        try (GatewayProcess gateway = start()) {
            String address = gateway.awaitAddress();
            String line = gateway.awaitLine("\"m1\", which was added while the gateway ran, is left out");
            assertTrue(line.contains("no installed plugin offers the provider 'mock'"), line);
            assertEquals(404, chat(address));
            bundles.put(MOCK, jar);
            gateway.awaitLine("\"m1\" is no longer left out");
            assertEquals(200, chat(address));
        }
    }

    private GatewayProcess start() throws IOException {
        return GatewayProcess.start(directory, "run", "--port", "0", "--admin-port", "0");
    }

    private static int chat(String address) throws IOException {
        return post(
                        address,
                        "/v1/chat/completions",
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
                .status();
    }

    private static RawReply post(String address, String path, String body) throws IOException {
        try (RawHttp http = RawHttp.connect(URI.create(address))) {
            http.request(
                    "POST",
                    path,
                    List.of(
                            new Header("authorization", "Bearer " + KEY),
                            new Header("content-type", "application/json")),
                    body);
            return http.readReply();
        }
    }
}
