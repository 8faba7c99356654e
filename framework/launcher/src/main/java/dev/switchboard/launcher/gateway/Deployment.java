package dev.switchboard.launcher.gateway;

import dev.switchboard.config.Configuration;
import dev.switchboard.http.upstream.Destinations;
import dev.switchboard.launcher.assembly.Assembler;
import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.launcher.assembly.LoadedPlugin;
import dev.switchboard.launcher.assembly.Offers;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.osgi.Offer;
import dev.switchboard.osgi.PluginListener;
import dev.switchboard.osgi.Verdict;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.world.World;
import dev.switchboard.spi.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings configuration and plugins together: whenever one of them changes, the next world is made and published, or the
 * present one stays and the reason is told. One change at a time.
 */
public final class Deployment implements PluginListener, AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final World world;
    private final Assembler assembler;
    private final Destinations destinations;
    private List<LoadedPlugin> plugins = List.of();
    private @Nullable Configuration configuration;
    private boolean closed;
    private volatile Duration drainTimeout = Duration.ofMinutes(15);

    /** A deployment into a world. @param destinations told what the operator lists */
    public Deployment(World world, Assembler assembler, Destinations destinations) {
        this.world = world;
        this.assembler = assembler;
        this.destinations = destinations;
    }

    /** The plugins of the present world. */
    public synchronized Offers offers() {
        return new Offers(plugins);
    }

    /** Plugins that come with the process, without bundles; before the first configuration. */
    public synchronized void embed(List<LoadedPlugin> embedded) {
        plugins = List.copyOf(embedded);
    }

    /**
     * Makes a configuration the one in force.
     *
     * @throws AssemblyException with all problems; then the one before stays in force
     */
    public synchronized void configure(Configuration next) {
        publish(next, plugins);
        configuration = next;
        drainTimeout = next.gateway().plugins().drainTimeout();
    }

    /** The configuration in force. @throws IllegalStateException before there is one */
    public synchronized Configuration configuration() {
        Configuration present = configuration;
        if (present == null) {
            throw new IllegalStateException("there is no configuration yet");
        }
        return present;
    }

    @Override
    public synchronized Verdict offer(Offer offer) {
        if (closed) {
            return Verdict.refused("the gateway is stopping");
        }
        List<LoadedPlugin> next = new ArrayList<>();
        for (InstalledPlugin plugin : offer.plugins()) {
            next.add(new LoadedPlugin(plugin, plugin.id() + " " + plugin.version(), plugin.plugin()));
        }
        Configuration present = configuration;
        if (present == null) {
            plugins = next;
            return Verdict.published();
        }
        try {
            publish(present, next);
        } catch (AssemblyException e) {
            return new Verdict.Refused(String.join("; ", e.problems()), faults(offer, e));
        }
        plugins = next;
        return new Verdict.Published(health(offer));
    }

    private static Map<InstalledPlugin, String> faults(Offer offer, AssemblyException e) {
        Map<InstalledPlugin, String> faults = new HashMap<>();
        e.faults().forEach((identity, sentence) -> {
            if (identity instanceof InstalledPlugin plugin && offer.arriving().contains(plugin)) {
                faults.put(plugin, sentence);
            }
        });
        return faults;
    }

    /** How plugins are whose instances are not all well. */
    private Map<InstalledPlugin, Health> health(Offer offer) {
        Map<InstalledPlugin, Health> health = new HashMap<>();
        for (Instance<?> instance : world.peek().parts().instances()) {
            if (instance.health().state() != Health.State.READY) {
                offer.plugins().stream()
                        .filter(plugin -> instance.plugin().equals(plugin.id() + " " + plugin.version()))
                        .forEach(plugin -> health.put(plugin, instance.health()));
            }
        }
        return health;
    }

    @Override
    public void retire(InstalledPlugin plugin) {
        if (!assembler.awaitClosed(plugin, drainTimeout)) {
            LOG.warn("{} is still in use after {}; its last calls may fail", plugin, drainTimeout);
        }
    }

    /** Leaves the last world, so that its instances are closed once nobody uses them. */
    @Override
    public synchronized void close() {
        closed = true;
        world.close();
        plugins.stream()
                .filter(plugin -> !(plugin.identity() instanceof InstalledPlugin))
                .forEach(plugin -> assembler.awaitClosed(plugin.identity(), CLOSE_PATIENCE));
    }

    private void publish(Configuration next, List<LoadedPlugin> with) {
        Assembler.Assembled assembled = assembler.assemble(next, new Offers(with));
        destinations.list(next.gateway().egress().allow());
        world.publish(assembled.snapshot());
        assembled.commit().run();
    }
}
