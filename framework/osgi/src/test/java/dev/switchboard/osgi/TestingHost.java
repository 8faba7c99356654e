package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** A host with directories of its own and short waits. */
final class TestingHost implements AutoCloseable {
    final HostSettings settings;
    final TestingListener listener = new TestingListener();
    final PluginAdmin admin;
    private PluginHost host;

    TestingHost(Path directory) {
        this(directory, Duration.ofSeconds(10));
    }

    TestingHost(Path directory, Duration startTimeout) {
        this(directory, startTimeout, Trust.OFF);
    }

    TestingHost(Path directory, Duration startTimeout, Trust trust) {
        this(directory, startTimeout, Duration.ofMillis(5), trust);
    }

    private TestingHost(Path directory, Duration startTimeout, Duration pause, Trust trust) {
        settings = new HostSettings(
                directory.resolve("bundles"),
                directory.resolve("data"),
                startTimeout,
                Duration.ofMillis(5),
                pause,
                Duration.ofMillis(200),
                3,
                trust);
        admin = new PluginAdmin(settings);
    }

    /** A host that leaves its directory alone for a while after each change. */
    static TestingHost pausing(Path directory, Duration pause) {
        return new TestingHost(directory, Duration.ofSeconds(10), pause, Trust.OFF);
    }

    TestingHost start() {
        host = PluginHost.start(settings, listener);
        return this;
    }

    Path bundles() {
        return settings.bundles();
    }

    PluginHost host() {
        return host;
    }

    Path put(TestingBundle bundle, String file) throws IOException {
        return bundle.into(bundles(), file);
    }

    /** The bundle's entry once it is as wished. */
    PluginStatus await(String name, Predicate<PluginStatus> wish) throws InterruptedException {
        awaitReport(report -> report.find(name).filter(wish).isPresent());
        return status(name);
    }

    PluginStatus awaitVersion(String name, String version) throws InterruptedException {
        return await(name, status -> status.serves() && status.version().equals(version));
    }

    PluginStatus awaitRejection(String name, String version) throws InterruptedException {
        return await(
                name,
                status -> status.rejected().stream()
                        .anyMatch(other -> other.version().equals(version)));
    }

    void awaitReport(Predicate<PluginReport> wish) throws InterruptedException {
        assertTrue(host.await(wish, Duration.ofSeconds(30)), () -> "not in time: " + host.report());
    }

    PluginStatus status(String name) {
        return host.report()
                .find(name)
                .orElseThrow(() -> new AssertionError(host.report().toString()));
    }

    String reason(String name, String version) throws InterruptedException {
        return awaitRejection(name, version).rejected().stream()
                .filter(other -> other.version().equals(version))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    void stop() {
        host.close();
    }

    @Override
    public void close() {
        if (host != null) {
            host.close();
        }
    }
}
