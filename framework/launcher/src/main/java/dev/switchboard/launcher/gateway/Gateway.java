package dev.switchboard.launcher.gateway;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.switchboard.config.ConfigListener;
import dev.switchboard.config.ConfigLoader;
import dev.switchboard.config.ConfigWatch;
import dev.switchboard.config.ConfigWatcher;
import dev.switchboard.config.Configuration;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.http.edge.EdgeResources;
import dev.switchboard.http.upstream.JettyTransport;
import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.launcher.assembly.LoadedPlugin;
import dev.switchboard.launcher.assembly.Offers;
import dev.switchboard.launcher.assembly.PluginMeters;
import dev.switchboard.osgi.HostStart;
import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.pipeline.HealthChecks;
import dev.switchboard.pipeline.Pipeline;
import dev.switchboard.pipeline.instance.CallWatch;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.plugin.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. {@link #start} it, and {@link #close} it to let requests under way end and stop. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final GatewayOptions options;
    private final Injector injector;
    private final Readiness readiness = new Readiness();
    private final Deployment deployment;
    /** What is to be closed, the last started first. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private Optional<FirstStart> firstStart = Optional.empty();
    private Optional<PluginHost> host = Optional.empty();
    private @Nullable Listeners listeners;

    private Gateway(GatewayOptions options) {
        this.options = options;
        this.injector = Guice.createInjector(Stage.PRODUCTION, new GatewayModule(options, readiness));
        this.deployment = injector.getInstance(Deployment.class);
    }

    /**
     * Starts a gateway with the bundles of its directory.
     *
     * @throws ConfigException   if the configuration is wrong
     * @throws AssemblyException if the configuration cannot be carried out
     * @throws UncheckedIOException if a port or a directory cannot be used
     */
    public static Gateway start(GatewayOptions options) {
        // While the parts are put together.
        CompletableFuture<HostStart> bundles = CompletableFuture.supplyAsync(
                () -> begin(options),
                work -> Thread.ofPlatform().name("switchboard-check").start(work));
        try {
            Gateway gateway = new Gateway(options);
            return gateway.startOrClose(() -> gateway.startBundles(begun(bundles)));
        } finally {
            bundles.thenAccept(HostStart::close).exceptionally(_ -> null).join();
        }
    }

    /** Checks the configuration; what is wrong with it is said before anything is touched. */
    private static HostStart begin(GatewayOptions options) {
        options.check();
        return HostStart.begin(options.hostSettings(options.data()));
    }

    private static HostStart begun(CompletableFuture<HostStart> bundles) {
        try {
            return bundles.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Starts a gateway with plugins of this process and no bundles. */
    public static Gateway start(GatewayOptions options, List<Plugin> plugins) {
        Gateway gateway = new Gateway(options);
        return gateway.startOrClose(() -> gateway.deployment.embed(plugins.stream()
                .map(plugin -> new LoadedPlugin(
                        plugin,
                        plugin.getClass().getSimpleName(),
                        plugin,
                        gateway.injector.getInstance(PluginMeters.class).of(plugin)))
                .toList()));
    }

    private Gateway startOrClose(Runnable loadPlugins) {
        try {
            started.push(injector.getInstance(JettyTransport.class));
            started.push(CallWatch.start(injector.getInstance(PluginMeters.class)::all, new SchedulerCarriers()));
            loadPlugins.run();
            started.push(deployment);
            Configuration configuration = load();
            deployment.configure(configuration);
            listen(configuration);
            started.push(injector.getInstance(HealthChecks.class).start());
            watch();
            readiness.set(true);
            return this;
        } catch (RuntimeException | LinkageError e) {
            close();
            throw e;
        }
    }

    private void startBundles(HostStart bundles) {
        PluginHost running = bundles.finish(deployment);
        deployment.host(running);
        started.push(running);
        host = Optional.of(running);
        LOG.info(
                "{} bundles serve",
                running.report().plugins().stream().filter(PluginStatus::serves).count());
    }

    private Configuration load() {
        if (options.config().isEmpty()) {
            List<Plugin> plugins = deployment.offers().plugins().stream()
                    .map(LoadedPlugin::plugin)
                    .toList();
            firstStart = Optional.of(FirstStart.of(plugins, options.environment()));
        }
        Offers offers = deployment.offers();
        Configuration configuration = loader(Optional.empty()).load(offers.configFormats(), offers);
        return configuration.gateway().keys().operator().isPresent()
                ? configuration
                : loader(Optional.of(OperatorKey.obtain(options.data()))).load(offers.configFormats(), offers);
    }

    private ConfigLoader loader(Optional<String> operatorKey) {
        List<ConfigOverride> flags = new ArrayList<>(options.flags());
        operatorKey.ifPresent(key -> flags.add(ConfigOverride.of(
                "keys.operator", key, OperatorKey.file(options.data()).toString())));
        return options.config()
                .map(file -> ConfigLoader.ofFile(file, options.environment(), flags))
                .orElseGet(() -> ConfigLoader.ofTree(firstStart.orElseThrow().tree(), options.environment(), flags));
    }

    private void listen(Configuration configuration) {
        EdgeResources resources = injector.getInstance(EdgeResources.class);
        started.push(resources);
        try {
            Listeners opened =
                    Listeners.open(configuration.gateway().server(), resources, injector.getInstance(Pipeline.class));
            started.push(opened);
            listeners = opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void watch() {
        if (options.config().isEmpty()) {
            return;
        }
        try {
            started.push(ConfigWatch.start(new ConfigWatcher(deployment.configuration(), this::load, new Reload())));
        } catch (IOException e) {
            LOG.warn("the configuration file is not watched, restart after a change: {}", e.getMessage());
        }
    }

    /** What happens when the configuration file changes. */
    private final class Reload implements ConfigListener {
        @Override
        public void changed(Configuration configuration) {
            boolean listenersChange = !configuration
                    .gateway()
                    .server()
                    .equals(deployment.configuration().gateway().server());
            try {
                deployment.configure(configuration);
            } catch (AssemblyException e) {
                refused(e.problems());
                return;
            }
            host.ifPresent(PluginHost::reconsider);
            LOG.info("the changed configuration is in force");
            if (listenersChange) {
                LOG.warn(
                        "of the changed section \"server\", addresses, TLS and connection limits take effect at the next"
                                + " start; max-body, body-memory, keep-alive and request-timeout already have");
            }
        }

        @Override
        public void rejected(List<Problem> problems) {
            refused(problems.stream().map(Problem::toString).toList());
        }

        private void refused(List<String> problems) {
            LOG.error(
                    "the changed configuration is refused, the one before stays in force: {}",
                    String.join("; ", problems));
        }
    }

    /** The configuration in force. */
    public Configuration configuration() {
        return deployment.configuration();
    }

    /** What was found at a start without a configuration file. */
    public Optional<FirstStart> firstStart() {
        return firstStart;
    }

    /** The port for callers. */
    public int port() {
        return listening().dataPort();
    }

    /** The port for operators. */
    public int adminPort() {
        return listening().adminPort();
    }

    /** How many bytes of requests and replies under way are kept, of {@code server.limits.body-memory}. */
    public long bodyBytes() {
        return injector.getInstance(BodyMemory.class).used();
    }

    /** The bundles, if there are any. */
    public Optional<PluginHost> plugins() {
        return host;
    }

    private Listeners listening() {
        Listeners open = listeners;
        if (open == null) {
            throw new IllegalStateException("the gateway does not listen");
        }
        return open;
    }

    /** Says that it takes no more requests, lets those under way end, and stops everything in reverse order. */
    @Override
    public void close() {
        readiness.set(false);
        deployment.stopChanging();
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in an orderly way", part.getClass().getSimpleName(), e);
            }
        }
    }
}
