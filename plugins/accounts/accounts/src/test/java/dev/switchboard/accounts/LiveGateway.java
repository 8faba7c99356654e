package dev.switchboard.accounts;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.format.litellm.LiteLlmConfigPlugin;
import dev.switchboard.launcher.gateway.Gateway;
import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.provider.compatible.CompatiblePlugin;
import dev.switchboard.provider.openai.OpenAiPlugin;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A gateway over a directory that outlives it, to which models are added while it runs. */
final class LiveGateway implements AutoCloseable {
    static final String KEY = "sk-test-not-a-real-operator-key";

    final Gateway gateway;

    private LiveGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Starts one. @param config the whole file */
    static LiveGateway start(Path directory, String config, Map<String, String> environment) {
        return start(directory, config, environment, List.of(new OpenAiPlugin(), new CompatiblePlugin()));
    }

    static LiveGateway start(Path directory, String config, Map<String, String> environment, List<Plugin> providers) {
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(directory.resolve("switchboard.yaml"), config);
            List<Plugin> plugins = new ArrayList<>(providers);
            plugins.addAll(List.of(
                    new OpenAiDialectPlugin(), new WeightedPlugin(), new LiteLlmConfigPlugin(), new AccountsPlugin()));
            return new LiveGateway(Gateway.start(
                    new GatewayOptions(
                            Optional.of(file),
                            List.of(
                                    ConfigOverride.of("server.port", "0", "test"),
                                    ConfigOverride.of("server.admin-port", "0", "test"),
                                    ConfigOverride.of("keys.operator", KEY, "test")),
                            environment,
                            directory.resolve("data"),
                            directory.resolve("bundles")),
                    plugins));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A management call that succeeds. */
    JsonNode admin(String method, String target, String body) {
        RawReply reply = call(KEY, method, target, body);
        if (reply.status() != 200) {
            throw new AssertionError(method + " " + target + ": " + reply.status() + " " + reply.text());
        }
        return Documents.parse(reply.text());
    }

    /** A management call. */
    RawReply call(String key, String method, String target, String body) {
        return call(gateway.adminPort(), key, method, target, body);
    }

    /** A chat with the operator's key. */
    RawReply chat(String model) {
        return call(
                gateway.port(),
                KEY,
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    /** Repeats a chat until it has a status, at most for a minute. */
    void awaitChat(String model, int status) {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        RawReply reply = chat(model);
        while (reply.status() != status) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError(reply.status() + " " + reply.text() + " (expected: " + status + ")");
            }
            Thread.onSpinWait();
            reply = chat(model);
        }
    }

    private static RawReply call(int port, String key, String method, String target, String body) {
        List<Header> headers =
                List.of(new Header("authorization", "Bearer " + key), new Header("content-type", "application/json"));
        try (RawHttp http = RawHttp.connect(URI.create("http://127.0.0.1:" + port))) {
            http.request(method, target, headers, body);
            return http.readReply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
