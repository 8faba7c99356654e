package dev.switchboard.accounts;

import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.launcher.gateway.Gateway;
import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.provider.compatible.CompatiblePlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway with accounts in a process of its own, which can be killed; its directory stays. */
final class TestingGatewayProcess {
    static final String KEY = "sk-test-not-a-real-operator-key";

    private final Process process;
    private final URI baseUrl;

    private TestingGatewayProcess(Process process, URI baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** Starts one over a directory, in front of an upstream. */
    static TestingGatewayProcess start(Path directory, URI upstream) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingGatewayProcess.class.getName(),
                        directory.toString(),
                        upstream.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("port ")) {
                return new TestingGatewayProcess(process, URI.create("http://127.0.0.1:" + line.substring(5)));
            }
        }
        throw new IOException("the gateway did not start");
    }

    URI baseUrl() {
        return baseUrl;
    }

    /** Ends it as a power cut does, as far as the process knows. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends it in good order: calls under way end, and so do those that callers left. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** @param arguments the directory and the upstream's address */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path config = Files.writeString(directory.resolve("switchboard.yaml"), """
                accounts: {}
                providers:
                  up: {type: openai-compatible, base-url: "%s/v1", api-key: sk-fake-upstream}
                models:
                  gpt-4o: {targets: [{provider: up, model: gpt-4o}], on-abort: cancel}
                """.formatted(arguments[1]));
        Gateway gateway = Gateway.start(
                new GatewayOptions(
                        Optional.of(config),
                        List.of(
                                ConfigOverride.of("server.port", "0", "test"),
                                ConfigOverride.of("server.admin-port", "0", "test"),
                                ConfigOverride.of("keys.operator", KEY, "test")),
                        Map.of(),
                        directory.resolve("data"),
                        directory.resolve("bundles")),
                List.of(new OpenAiDialectPlugin(), new CompatiblePlugin(), new WeightedPlugin(), new AccountsPlugin()));
        System.out.println("port " + gateway.port());
        while (System.in.read() >= 0) {
            // until whoever started it is gone
        }
        gateway.close();
    }
}
