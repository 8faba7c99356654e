package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of a receiver in Python, in a process of its own, hears of what a gateway did. */
class HttpCallbackTest {
    private static final Path EXAMPLE = Path.of("../../plugins/logging/http/example/receiver.py");
    private static final String SECRET = "sk-test-not-a-real-key";

    private PythonService service;
    private MockUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        service = PythonService.start(EXAMPLE, Map.of("RECEIVER_SECRET", SECRET));
        upstream = MockUpstream.start();
        upstream.otherwise(request -> Reply.json(Chat.COMPLETION));
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    private TestingGateway gateway(String secret) {
        return Gateways.builder()
                .upstream(upstream)
                .environment(Map.of("RECEIVER_URL", service.url(), "RECEIVER_SECRET", secret))
                .config("""
                        providers:
                          upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                        models:
                          "*": {targets: [{provider: upstream, model: "*"}]}
                        callbacks:
                          python: {type: http, url: "${env:RECEIVER_URL}", secret: "${env:RECEIVER_SECRET}"}
                        """)
                .start();
    }

    @Test
    void everyExchangeArrivesOnce() throws IOException, InterruptedException {
        try (TestingGateway gateway = gateway(SECRET)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, gateway.post(Chat.PATH, Chat.request("m")).status());
            }
        }
        assertEquals("{\"operator\": {\"calls\": 3, \"tokens\": 15}}", sums());
    }

    @Test
    void aReceiverThatRefusesUsCostsReportsAndNoCall() throws IOException, InterruptedException {
        try (TestingLog log = TestingLog.capture();
                TestingGateway gateway = gateway("another-secret-of-16")) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("m")).status());
            String line = log.await("lost 1 reports");
            assertTrue(line.contains("refused with 401 at try 1"), line);
        }
        assertEquals("{}", sums());
    }

    private String sums() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(service.url())).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
