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
 * Starts a gateway as {@link RunCommand} does, once with an empty data directory and once with one that was used, and calls
 * its demo model, so that the JVM can note what a start and a request need. The launcher script uses it to make the AOT cache.
 */
final class TrainCommand {
    private static final int REQUESTS = 30;

    private final PrintStream out;

    TrainCommand(PrintStream out) {
        this.out = out;
    }

    int run(GatewayOptions options) throws InterruptedException {
        try (ScratchDirectory scratch = ScratchDirectory.make()) {
            GatewayOptions training = training(options, scratch.path());
            startAndCall(training);
            startAndCall(training);
            out.println("Trained with two starts and " + 2 * REQUESTS + " requests.");
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway did not answer itself: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private void startAndCall(GatewayOptions options) throws IOException, InterruptedException {
        try (Gateway gateway = Gateway.start(options);
                HttpClient client = HttpClient.newHttpClient()) {
            new RunCommand(out).announce(gateway, options);
            for (int i = 0; i < REQUESTS; i++) {
                call(client, gateway, i % 2 == 0);
            }
        }
    }

    private static GatewayOptions training(GatewayOptions options, Path data) {
        return new GatewayOptions(
                Optional.empty(),
                List.of(
                        ConfigOverride.of("server.port", "0", "train"),
                        ConfigOverride.of("server.admin-port", "0", "train")),
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
                .header("authorization", "Bearer " + key(gateway))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("the gateway answered its own call with " + status);
        }
    }

    private static String key(Gateway gateway) {
        return gateway.configuration().gateway().keys().operator().orElseThrow();
    }
}
