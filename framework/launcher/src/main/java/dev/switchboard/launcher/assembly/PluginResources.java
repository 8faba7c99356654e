package dev.switchboard.launcher.assembly;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.spi.upstream.Outbound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** What the gateway lends to one instance, and takes back when it is closed. */
final class PluginResources implements PluginContext, AutoCloseable {
    private final System.Logger logger;
    private final InstantSource clock;
    private final Path directory;
    private final ConcurrentMap<String, Object> handover;
    private final InstanceOutbound outbound;
    private final RuntimeConfig running;
    private final Function<String, Optional<SharedValues>> shared;
    private final ExecutorService executor;

    /**
     * @param directory made when somebody first asks for it
     * @param shared    the way to shared values of a name
     */
    PluginResources(
            String name,
            InstantSource clock,
            Path directory,
            ConcurrentMap<String, Object> handover,
            InstanceOutbound outbound,
            RuntimeConfig running,
            Function<String, Optional<SharedValues>> shared) {
        this.logger = System.getLogger("dev.switchboard.plugin." + name);
        this.clock = clock;
        this.directory = directory;
        this.handover = handover;
        this.outbound = outbound;
        this.running = running;
        this.shared = shared;
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    @Override
    public System.Logger logger() {
        return logger;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public Path dataDirectory() {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be made", e);
        }
    }

    @Override
    public ConcurrentMap<String, Object> handover() {
        return handover;
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    @Override
    public RuntimeConfig runtimeConfig() {
        return running;
    }

    @Override
    public Optional<SharedValues> sharedValues(String name) {
        return shared.apply(name);
    }

    /** Interrupts whatever still runs. */
    @Override
    public void close() {
        outbound.close();
        executor.shutdownNow();
    }
}
