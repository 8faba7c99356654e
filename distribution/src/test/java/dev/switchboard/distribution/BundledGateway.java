package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginState;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testing.TestingGatewayBuilder;
import dev.switchboard.testkit.load.LoadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import javax.management.JMException;

/** A gateway of this process over a copy of the delivered bundles, which a test exchanges. Bundles are named by their plugin's id. */
record BundledGateway(BundleFolder bundles, TestingGateway gateway) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts one that keeps its copy below a directory. */
    static BundledGateway start(Path directory, TestingGatewayBuilder how) throws IOException {
        BundleFolder bundles = BundleFolder.in(directory);
        return new BundledGateway(bundles, how.inFelix(bundles.path()).start());
    }

    /** Starts one with this configuration. */
    static BundledGateway start(Path directory, String config) throws IOException {
        return start(directory, TestingGateway.builder().config(config));
    }

    PluginHost host() {
        return gateway.gateway().plugins().orElseThrow();
    }

    PluginStatus status(String plugin) {
        return host().report()
                .find(plugin)
                .orElseThrow(() -> new AssertionError(plugin + " is not in " + host().report()));
    }

    void await(Predicate<PluginReport> wish) throws InterruptedException {
        assertTrue(host().await(wish, PATIENCE), () -> host().report().toString());
    }

    void awaitServing(String plugin, String version) throws InterruptedException {
        await(report -> report.find(plugin)
                .filter(status -> status.serves() && status.version().equals(version))
                .isPresent());
    }

    /** Puts a jar into place and waits until that version serves. */
    void replace(String plugin, String version, String file, byte[] jar) throws IOException, InterruptedException {
        bundles.put(file, jar);
        awaitServing(plugin, version);
    }

    /** Every version that was replaced has drained, and its classes are gone: one loader for each bundle that serves. */
    void assertNothingIsLeft() throws InterruptedException, JMException {
        await(report -> report.plugins().stream().noneMatch(each -> each.state() == PluginState.DRAINING));
        int serving = host().report().plugins().size();
        assertEquals(serving, BundleLoaders.awaitAlive(serving, PATIENCE), "class loaders of bundles");
    }

    /** A load with the operator's key. */
    LoadPlan load() {
        return load(gateway.key());
    }

    /** A load with that key. */
    LoadPlan load(String key) {
        return LoadPlan.against(gateway.baseUrl()).header("authorization", "Bearer " + key);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
