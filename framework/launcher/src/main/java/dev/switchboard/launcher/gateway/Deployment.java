package dev.switchboard.launcher.gateway;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Extended;
import dev.switchboard.http.upstream.EgressList;
import dev.switchboard.launcher.assembly.Assembler;
import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.launcher.assembly.LoadedPlugin;
import dev.switchboard.launcher.assembly.Offers;
import dev.switchboard.launcher.assembly.PluginMeters;
import dev.switchboard.osgi.Canary;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.osgi.Offer;
import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginListener;
import dev.switchboard.osgi.PluginUse;
import dev.switchboard.osgi.Verdict;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.PluginMeter;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.pipeline.world.World;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.runtime.ConfigPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings configuration and plugins together: whenever one of them changes, the next world is made and published, or the
 * present one stays and the reason is told. One change at a time.
 */
public final class Deployment implements PluginListener, AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final String STOPPING = "the gateway is stopping; changes take effect at its next start";
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final World world;
    private final Assembler assembler;
    private final EgressList egress;
    private final ProxyList proxies;
    private final PluginMeters meters;
    private final AtomicReference<@Nullable PluginHost> host = new AtomicReference<>();
    private final Canaries canaries = new Canaries(
            (plugin, detail) -> told(running -> running.canaryDetail(plugin, detail)),
            (plugin, reason) -> told(running -> running.giveUp(plugin, reason)));
    private List<LoadedPlugin> plugins = List.of();
    private @Nullable Configuration configuration;
    private volatile @Nullable Extended parts;
    private Canaries.@Nullable Tried tried;
    private volatile boolean stopping;
    private volatile Duration drainTimeout = Duration.ofMinutes(15);

    /** A deployment into a world. @param egress and proxies are told what the operator lists */
    Deployment(World world, Assembler assembler, EgressList egress, ProxyList proxies, PluginMeters meters) {
        this.meters = meters;
        this.world = world;
        this.assembler = assembler;
        this.egress = egress;
        this.proxies = proxies;
    }

    /** Tells who is to know how a version on trial does. */
    void host(PluginHost running) {
        host.set(running);
    }

    private void told(Consumer<PluginHost> news) {
        PluginHost running = host.get();
        if (running != null) {
            news.accept(running);
        }
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
     * @throws AssemblyException with all problems, or if the gateway is stopping; then the one before stays in force
     */
    public synchronized void configure(Configuration next) {
        requireRunning();
        publish(assembler.assemble(next, new Offers(plugins)), next);
        configuration = next;
        drainTimeout = next.gateway().plugins().drainTimeout();
        followWithTrial();
    }

    /** The configuration in force. @throws IllegalStateException before there is one */
    public synchronized Configuration configuration() {
        Configuration present = configuration;
        if (present == null) {
            throw new IllegalStateException("there is no configuration yet");
        }
        return present;
    }

    /** The configuration in force with everything that components added. @throws IllegalStateException before there is one */
    Configuration inForce() {
        return inForceParts().configuration();
    }

    private Extended inForceParts() {
        Extended present = parts;
        if (present == null) {
            throw new IllegalStateException("there is no configuration yet");
        }
        return present;
    }

    /** What operators must know of parts that components wanted to add and that have no effect, by the parts' ids. */
    Map<String, List<Notice>> leftOut() {
        Extended present = parts;
        return present == null ? Map.of() : present.leftOut();
    }

    /** The same as sentences. */
    Map<String, String> leftOutSentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        leftOut().forEach((id, notices) -> sentences.put(id, sentence(notices)));
        return sentences;
    }

    /**
     * Makes the next world of what components add now.
     *
     * @throws AssemblyException if that is not possible; then the one before stays in force
     */
    synchronized void partsChanged() {
        if (!stopping) {
            Configuration present = configuration();
            publish(assembler.assemble(present, new Offers(plugins)), present);
            followWithTrial();
        }
    }

    /**
     * Makes a world with one more part, looks at it and throws it away.
     *
     * @param look must not keep anything of it
     * @throws AssemblyException if that is not possible
     */
    <T> T rehearse(ConfigPart part, Function<Assembler.Assembled, T> look) {
        Assembler.Assembled rehearsed;
        Snapshot present;
        synchronized (this) {
            rehearsed = assembler.rehearse(configuration(), new Offers(plugins), part);
            present = world.acquire(); // what both have in common lives as long
        }
        try {
            return look.apply(rehearsed);
        } finally {
            rehearsed.abandon().run();
            present.release();
        }
    }

    @Override
    public synchronized Verdict offer(Offer offer) {
        if (stopping) {
            return Verdict.refused(STOPPING);
        }
        List<LoadedPlugin> next = loaded(offer);
        Configuration present = configuration;
        if (present == null) {
            plugins = next;
            return Verdict.published();
        }
        try {
            Assembler.Assembled assembled = assembler.assemble(present, new Offers(next));
            refuseLoss(assembled);
            publish(assembled, present);
        } catch (AssemblyException e) {
            return refused(offer, e);
        }
        plugins = next;
        followWithTrial();
        return new Verdict.Published(health(offer));
    }

    @Override
    public synchronized Verdict tryOut(Offer offer, Canary canary) {
        Configuration present = configuration;
        if (stopping || present == null) {
            return Verdict.refused(stopping ? STOPPING : "there is no configuration to try it with");
        }
        Canaries.Tried next = new Canaries.Tried(offer.arriving().getFirst(), loaded(offer), canary);
        try {
            begin(next, present);
        } catch (AssemblyException e) {
            return refused(offer, e);
        }
        tried = next;
        return Verdict.published();
    }

    private void begin(Canaries.Tried next, Configuration with) {
        Snapshot snapshot = assembler
                .tryOut(with, new Offers(next.plugins()), label(next.plugin()))
                .snapshot();
        world.begin(canaries.trial(next, snapshot, world::endTrial));
    }

    /** The world on trial differs from the published one by one plugin, also after a change. */
    private void followWithTrial() {
        Canaries.Tried on = tried;
        Configuration present = configuration;
        if (on == null || present == null || stopping) {
            return;
        }
        List<LoadedPlugin> next = new ArrayList<>(plugins);
        next.removeIf(plugin -> isReplaced(plugin, on.plugin()));
        on.plugins().stream().filter(plugin -> plugin.identity() == on.plugin()).forEach(next::add);
        Canaries.Tried following = new Canaries.Tried(on.plugin(), next, on.canary());
        try {
            begin(following, present);
            tried = following;
        } catch (AssemblyException e) {
            if (stopping) {
                return; // it was not made for that alone, and goes on at the next start
            }
            endTrial();
            told(running -> running.giveUp(
                    on.plugin(), "it does not work with a later change: " + String.join("; ", e.problems())));
        }
    }

    private static boolean isReplaced(LoadedPlugin plugin, InstalledPlugin by) {
        return plugin.identity() instanceof InstalledPlugin installed
                && installed.id().equals(by.id());
    }

    @Override
    public synchronized void endTrial() {
        tried = null;
        world.endTrial();
    }

    private List<LoadedPlugin> loaded(Offer offer) {
        return offer.plugins().stream()
                .map(plugin -> new LoadedPlugin(plugin, label(plugin), plugin.plugin(), meters.of(plugin)))
                .toList();
    }

    private static String label(InstalledPlugin plugin) {
        return plugin.id() + " " + plugin.version();
    }

    private Verdict refused(Offer offer, AssemblyException e) {
        return stopping
                ? Verdict.refused(STOPPING)
                : new Verdict.Refused(String.join("; ", e.problems()), faults(offer, e));
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
                        .filter(plugin -> instance.plugin().equals(label(plugin)))
                        .forEach(plugin -> health.put(plugin, instance.health()));
            }
        }
        return health;
    }

    @Override
    public PluginUse use(InstalledPlugin plugin) {
        PluginMeter meter = meters.of(plugin);
        PluginMeter.Figures figures = meter.figures();
        return new PluginUse(
                world.leased(snapshot -> isIn(snapshot, meter)),
                figures.calls(),
                figures.errors(),
                figures.abandoned(),
                figures.lost(),
                figures.lastError(),
                micros(figures.total()),
                micros(figures.median()),
                micros(figures.p99()));
    }

    // Asked for each version of each world, after every change of plugins.
    private static boolean isIn(Snapshot snapshot, PluginMeter meter) {
        for (Instance<?> instance : snapshot.parts().instances()) {
            if (instance.meter() == meter) {
                return true;
            }
        }
        return false;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    @Override
    public void retire(InstalledPlugin plugin) {
        if (!assembler.awaitClosed(plugin, drainTimeout)) {
            LOG.warn("{} is still in use after {}; its last calls may fail", plugin, drainTimeout);
        }
    }

    /** Gives up the change that is under way, and makes no other. Any thread; does not wait. Calls go on in the present world. */
    void stopChanging() {
        stopping = true;
        assembler.stopMaking();
    }

    /** Leaves the last world, so that its instances are closed once nobody uses them. */
    @Override
    public synchronized void close() {
        stopping = true;
        tried = null;
        assembler.close();
        world.close();
        plugins.stream()
                .filter(plugin -> !(plugin.identity() instanceof InstalledPlugin))
                .forEach(plugin -> assembler.awaitClosed(plugin.identity(), CLOSE_PATIENCE));
    }

    private void requireRunning() {
        if (stopping) {
            throw new AssemblyException(List.of(STOPPING), Map.of());
        }
    }

    /** A world that was made while the gateway stopped may lack what could not be made any more. */
    private void publish(Assembler.Assembled next, Configuration of) {
        if (stopping) {
            next.abandon().run();
        }
        requireRunning();
        egress.list(of.gateway().egress().allow());
        proxies.use(of);
        world.publish(next.snapshot());
        next.commit().run();
        Map<String, List<Notice>> before = leftOut();
        parts = next.parts();
        leftOut().forEach((id, notices) -> {
            if (!notices.equals(before.get(id))) {
                LOG.error("\"{}\", which was added while the gateway ran, is left out: {}", id, sentence(notices));
            }
        });
        before.keySet().stream()
                .filter(id -> next.parts().providers().containsKey(id))
                .forEach(id -> LOG.info("\"{}\" is no longer left out", id));
    }

    /** A change of plugins takes nothing away that works. */
    private void refuseLoss(Assembler.Assembled next) {
        Extended present = parts;
        List<String> lost = new ArrayList<>();
        next.parts().leftOut().forEach((id, notices) -> {
            if (present != null && present.providers().containsKey(id)) {
                lost.add("\"" + id + "\", which was added while the gateway ran, needs it: " + sentence(notices));
            }
        });
        if (!lost.isEmpty()) {
            next.abandon().run();
            throw new AssemblyException(lost, Map.of());
        }
    }

    private static String sentence(List<Notice> notices) {
        return notices.stream().map(Notice::toString).collect(Collectors.joining("; "));
    }
}
