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
 * Starts gateways as {@link RunCommand} does and calls them, so that the JVM can note what a start and a request need: one
 * with an empty data directory, the same again with the directory used, and one with a configuration file, whose upstream is the
 * one before. The launcher script uses it to make the AOT cache.
 */
final class TrainCommand {
    private static final int REQUESTS = 30;

    private final PrintStream out;

    TrainCommand(PrintStream out) {
        this.out = out;
    }

    /** @param config its first model is called; may refer to the upstream as TRAINING_URL, TRAINING_KEY and TRAINING_MODEL */
    int run(GatewayOptions options, Optional<Path> config) throws InterruptedException {
        try (ScratchDirectory scratch = ScratchDirectory.make()) {
            GatewayOptions demo =
                    training(options, Optional.empty(), Map.of(), scratch.path().resolve("demo"));
            String model;
            try (Gateway first = start(demo)) {
                model = first.firstStart().flatMap(FirstStart::demo).orElse("none");
                call(first, model);
            }
            try (Gateway again = start(demo)) {
                call(again, model);
                if (config.isPresent()) {
                    Map<String, String> upstream =
                            Map.of("TRAINING_URL", url(again), "TRAINING_KEY", key(again), "TRAINING_MODEL", model);
                    Path data = scratch.path().resolve("configured");
                    try (Gateway configured = start(training(options, config, upstream, data))) {
                        call(configured, firstModel(configured));
                    }
                }
            }
            out.println("Trained.");
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway did not answer itself: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private Gateway start(GatewayOptions options) {
        Gateway gateway = Gateway.start(options);
        new RunCommand(out).announce(gateway, options);
        return gateway;
    }

    private static GatewayOptions training(
            GatewayOptions options, Optional<Path> config, Map<String, String> environment, Path data) {
        return new GatewayOptions(
                config,
                List.of(
                        ConfigOverride.of("server.port", "0", "train"),
                        ConfigOverride.of("server.admin-port", "0", "train")),
                environment,
                data,
                options.bundles());
    }

    private static void call(Gateway gateway, String model) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < REQUESTS; i++) {
                call(client, gateway, model, i % 2 == 0);
            }
        }
    }

    private static void call(HttpClient client, Gateway gateway, String model, boolean stream)
            throws IOException, InterruptedException {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello to the cache.\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(gateway) + "/chat/completions"))
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

    private static String firstModel(Gateway gateway) {
        return gateway.configuration().gateway().models().keySet().iterator().next();
    }

    private static String url(Gateway gateway) {
        return "http://127.0.0.1:" + gateway.port() + "/v1";
    }

    private static String key(Gateway gateway) {
        return gateway.configuration().gateway().keys().operator().orElseThrow();
    }
}
