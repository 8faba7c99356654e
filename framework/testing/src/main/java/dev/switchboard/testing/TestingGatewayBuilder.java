package dev.switchboard.testing;

import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.launcher.gateway.Gateway;
import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.launcher.gateway.ScratchDirectory;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.MockUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Describes a {@link TestingGateway}. Without a configuration it makes one of what it finds, as a fresh installation does. */
public final class TestingGatewayBuilder {
    /** The variable under which a configuration finds the address of the {@link #upstream}, the version included. */
    public static final String UPSTREAM_URL = "UPSTREAM_URL";

    private static final String OPERATOR_KEY = "sk-fake-testing-operator";
    private static final String EVERYTHING_TO_THE_UPSTREAM = """
            providers:
              upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
            models:
              "*": {targets: [{provider: upstream, model: "*"}]}
            """;

    private final List<Plugin> plugins = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<ConfigOverride> flags = new ArrayList<>();
    private Optional<String> config = Optional.empty();
    private Optional<Path> bundles = Optional.empty();
    private Optional<String> configuredKey = Optional.empty();
    private LongSupplier clock = System::nanoTime;

    TestingGatewayBuilder() {}

    /** Adds plugins that run in this process. */
    public TestingGatewayBuilder plugin(Plugin... more) {
        plugins.addAll(List.of(more));
        return this;
    }

    /** The text of the configuration file; references such as {@code ${env:NAME}} work. */
    public TestingGatewayBuilder config(String yaml) {
        config = Optional.of(yaml);
        return this;
    }

    /** One setting above the configuration, such as {@code server.keep-alive} and {@code 50ms}. */
    public TestingGatewayBuilder set(String path, String value) {
        flags.add(ConfigOverride.of(path, value, "test"));
        return this;
    }

    /** Variables of the gateway's environment, which is otherwise empty. */
    public TestingGatewayBuilder environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /**
     * Names the upstream to configurations as {@code ${env:UPSTREAM_URL}}. Without a configuration every model goes there
     * under its own name, for which the plugin of {@code openai-compatible} is needed.
     */
    public TestingGatewayBuilder upstream(MockUpstream upstream) {
        environment.put(UPSTREAM_URL, upstream.baseUrl() + "/v1");
        return config.isPresent() ? this : config(EVERYTHING_TO_THE_UPSTREAM);
    }

    /** Says that the configuration itself names the operator's key, and which it is. */
    public TestingGatewayBuilder keyOfConfig(String key) {
        configuredKey = Optional.of(key);
        return this;
    }

    /** Runs the bundles of a directory inside the OSGi framework, in place of plugins of this process. */
    public TestingGatewayBuilder inFelix(Path bundleDirectory) {
        bundles = Optional.of(bundleDirectory);
        return this;
    }

    /** The time by which routing remembers, in nanoseconds: for days that pass in a second. Upstreams and callers keep their own. */
    public TestingGatewayBuilder clock(LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if there are both bundles and plugins
     */
    public TestingGateway start() {
        if (bundles.isPresent() && !plugins.isEmpty()) {
            throw new IllegalStateException("bundles and plugins of this process (expected: one of them)");
        }
        ScratchDirectory scratch = ScratchDirectory.make();
        try {
            GatewayOptions options = options(scratch);
            Gateway gateway = bundles.isPresent() ? Gateway.start(options) : Gateway.start(options, plugins);
            return new TestingGateway(gateway, scratch, configuredKey.orElse(OPERATOR_KEY));
        } catch (RuntimeException | LinkageError e) {
            scratch.close();
            throw e;
        }
    }

    private GatewayOptions options(ScratchDirectory scratch) {
        List<ConfigOverride> all = new ArrayList<>(flags);
        all.add(ConfigOverride.of("server.port", "0", "test"));
        all.add(ConfigOverride.of("server.admin-port", "0", "test"));
        if (configuredKey.isEmpty()) {
            all.add(ConfigOverride.of("keys.operator", OPERATOR_KEY, "test"));
        }
        return new GatewayOptions(
                config.map(yaml -> write(configFile(scratch), yaml)),
                all,
                environment,
                scratch.path().resolve("data"),
                bundles.orElse(scratch.path().resolve("bundles")),
                clock);
    }

    static Path configFile(ScratchDirectory scratch) {
        return scratch.path().resolve("switchboard.yaml");
    }

    private static Path write(Path file, String yaml) {
        try {
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration cannot be written", e);
        }
    }
}
