package dev.switchboard.launcher.command;

import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.launcher.gateway.FirstStart;
import dev.switchboard.launcher.gateway.Gateway;
import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.launcher.gateway.ScratchDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a gateway for a moment and calls its demo model, so that the JVM can note what a start and a request need. The
 * launcher script uses it to make the AOT cache.
 */
final class TrainCommand {
    private static final int REQUESTS = 60;
    private static final String KEY = "sk-train-0000";

    private final PrintStream out;

    TrainCommand(PrintStream out) {
        this.out = out;
    }

    int run(GatewayOptions options) throws InterruptedException {
        try (ScratchDirectory scratch = ScratchDirectory.make();
                Gateway gateway = Gateway.start(training(options, scratch.path()));
                HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < REQUESTS; i++) {
                call(client, gateway, i % 2 == 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway did not answer itself: " + e.getMessage(), e);
        }
        out.println("Trained with " + REQUESTS + " requests.");
        return ExitCode.OK;
    }

    private static GatewayOptions training(GatewayOptions options, Path data) {
        return new GatewayOptions(
                Optional.empty(),
                List.of(
                        ConfigOverride.of("server.port", "0", "train"),
                        ConfigOverride.of("server.admin-port", "0", "train"),
                        ConfigOverride.of("keys.operator", KEY, "train")),
                Map.of(),
                data,
                options.bundles());
    }

    private static void call(HttpClient client, Gateway gateway, boolean stream)
            throws IOException, InterruptedException {
        String body =
                "{\"model\":\"" + gateway.firstStart().flatMap(FirstStart::demo).orElse("none") + "\",\"stream\":"
                        + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello to the cache.\"}]}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("the gateway answered its own call with " + status);
        }
    }
}
