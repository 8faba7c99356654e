package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReplyStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivered directory as a person meets it: started, called as it says itself, stopped, killed, started again. */
class GatewayProcessIT {
    private static final String[] RUN = {"run", "--port", "0", "--admin-port", "0"};
    private static final String BODY =
            "{\"model\":\"mock\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    /** 128 and the number of SIGTERM: what a process that was asked to stop returns. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path directory;

    @Test
    void firstStartTellsWhatToDoAndKeepsItsKey() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(directory, RUN)) {
            String address = gateway.awaitAddress();
            gateway.awaitLine("'{\"model\":\"mock\"");
            String output = gateway.output();
            assertEquals(200, curl(output.substring(output.indexOf("  curl "))));
            String key = key();
            gateway.kill();
            gateway.awaitExit();
            assertFalse(output.contains(key), "the key itself is not printed");
            try (GatewayProcess again = GatewayProcess.start(directory, RUN)) {
                assertEquals(200, post(again.awaitAddress(), key).status(), address);
            }
        }
    }

    @Test
    void stopsWhenAskedAndLetsStreamsEnd() throws Exception {
        Files.writeString(directory.resolve("switchboard.yaml"), """
                keys: {operator: sk-fake-operator}
                providers: {mock: {type: mock, replies: [{tokens: 30, token-interval: 50ms}]}}
                models: {mock: {targets: [{provider: mock, model: mock}]}}
                """);
        try (GatewayProcess gateway = GatewayProcess.start(directory, RUN);
                RawHttp http = RawHttp.connect(URI.create(gateway.awaitAddress()))) {
            http.request("POST", "/v1/chat/completions", headers("sk-fake-operator"), BODY);
            ReplyStream stream = http.readHead();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] piece = stream.next();
            gateway.terminate();
            for (; piece != null; piece = stream.next()) {
                body.writeBytes(piece);
            }
            assertTrue(body.toString(StandardCharsets.UTF_8).endsWith("data: [DONE]\n\n"), body::toString);
            assertEquals(TERMINATED, gateway.awaitExit());
            assertTrue(gateway.output().contains("Stopped."), gateway::output);
        }
    }

    @Test
    void secondGatewaySaysWhatIsTaken() throws Exception {
        try (GatewayProcess first = GatewayProcess.start(directory, RUN)) {
            String port = first.awaitAddress().replaceAll(".*:", "");
            try (GatewayProcess sameData = GatewayProcess.start(directory, RUN);
                    GatewayProcess samePort = GatewayProcess.start(
                            directory, "run", "--port", port, "--admin-port", "0", "--data", "other")) {
                assertSentence(sameData, "another gateway uses the data directory");
                assertSentence(samePort, port);
            }
        }
    }

    private static void assertSentence(GatewayProcess command, String sentence) throws InterruptedException {
        assertEquals(1, command.awaitExit(), command::output);
        assertTrue(command.output().contains(sentence), command::output);
        assertFalse(command.output().contains("\tat "), command::output);
    }

    private String key() throws IOException {
        return Files.readString(directory.resolve("data/operator.key")).strip();
    }

    private int curl(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command.strip() + " -s -o /dev/null -w '%{http_code}'")
                .directory(directory.toFile())
                .start();
        return Integer.parseInt(new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    }

    private static List<Header> headers(String key) {
        return List.of(new Header("authorization", "Bearer " + key), new Header("content-type", "application/json"));
    }

    private static RawReply post(String address, String key) throws IOException {
        try (RawHttp http = RawHttp.connect(URI.create(address))) {
            http.request("POST", "/v1/chat/completions", headers(key), BODY);
            return http.readReply();
        }
    }
}
