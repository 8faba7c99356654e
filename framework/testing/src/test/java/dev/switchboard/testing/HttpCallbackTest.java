package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of a receiver in Python, in a process of its own, hears of what a gateway did. */
class HttpCallbackTest {
    private static final Path EXAMPLE = Path.of("../../plugins/logging/http/example/receiver.py");
    private static final String SECRET = "sk-test-not-a-real-key";

    @RegisterExtension
    private final PythonRig rig = new PythonRig(EXAMPLE, Map.of("RECEIVER_SECRET", SECRET));

    private TestingGateway gateway(String secret) {
        return rig.gateway(Map.of("RECEIVER_URL", rig.service().url(), "RECEIVER_SECRET", secret), """
                callbacks:
                  python: {type: http, url: "${env:RECEIVER_URL}", secret: "${env:RECEIVER_SECRET}"}
                """);
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
            return client.send(
                            HttpRequest.newBuilder(URI.create(rig.service().url()))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
