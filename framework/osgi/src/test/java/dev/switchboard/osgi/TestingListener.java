package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** A gateway in small: each plugin's strategy behind a lease, in one immutable map. */
final class TestingListener implements PluginListener {
    private volatile Map<String, Lease> snapshot = Map.of();
    private final Map<InstalledPlugin, Lease> leases = Collections.synchronizedMap(new HashMap<>());
    final List<String> offers = new CopyOnWriteArrayList<>();
    final List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();
    volatile boolean refusesRemovals;
    private volatile Map<String, Lease> trial = Map.of();
    private volatile InstalledPlugin tried;
    private final Map<InstalledPlugin, PluginUse> used = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public Verdict offer(Offer offer) {
        offers.add(offer.plugins().stream()
                .map(plugin -> plugin.id() + " " + plugin.version())
                .toList()
                .toString());
        if (refusesRemovals && offer.arriving().isEmpty()) {
            return Verdict.refused("the configuration still names it");
        }
        Map<InstalledPlugin, Lease> created = new HashMap<>();
        Map<InstalledPlugin, String> faults = create(offer, created);
        if (!faults.isEmpty()) {
            return new Verdict.Refused("a plugin failed", faults);
        }
        leases.putAll(created);
        snapshot = leases(offer);
        return Verdict.published();
    }

    @Override
    public Verdict tryOut(Offer offer, Canary canary) {
        Map<InstalledPlugin, Lease> created = new HashMap<>();
        Map<InstalledPlugin, String> faults = create(offer, created);
        if (!faults.isEmpty()) {
            return new Verdict.Refused("a plugin failed", faults);
        }
        leases.putAll(created);
        tried = offer.arriving().getFirst();
        trial = leases(offer);
        return Verdict.published();
    }

    @Override
    public void endTrial() {
        trial = Map.of();
    }

    private Map<String, Lease> leases(Offer offer) {
        Map<String, Lease> next = new HashMap<>();
        offer.plugins().forEach(plugin -> next.put(plugin.id(), leases.get(plugin)));
        return Map.copyOf(next);
    }

    /** Makes what arrives. @return what failed */
    private Map<InstalledPlugin, String> create(Offer offer, Map<InstalledPlugin, Lease> created) {
        Map<InstalledPlugin, String> faults = new HashMap<>();
        for (InstalledPlugin plugin : offer.arriving()) {
            try {
                created.put(
                        plugin, PluginCall.within(Duration.ofSeconds(5), "making " + plugin.id(), () -> lease(plugin)));
            } catch (PluginFailure e) {
                faults.put(plugin, e.sentence());
            }
        }
        return faults;
    }

    private Lease lease(InstalledPlugin plugin) throws PluginFailure {
        RoutingStrategyFactory<?> factory = plugin.plugin().routingStrategies().getFirst();
        loaders.add(new WeakReference<>(factory.getClass().getClassLoader()));
        RoutingStrategy strategy = factory.create(plugin.id(), null, null);
        Health health = strategy.selfCheck();
        if (health.state() == Health.State.FAILED) {
            throw new PluginFailure("fails its self-check: " + health.detail());
        }
        return new Lease(strategy);
    }

    @Override
    public PluginUse use(InstalledPlugin plugin) {
        return used.getOrDefault(plugin, PluginUse.NONE);
    }

    /** What is said of how a plugin is used. */
    void use(String id, PluginUse use) {
        leases.keySet().stream().filter(plugin -> plugin.id().equals(id)).forEach(plugin -> used.put(plugin, use));
    }

    @Override
    public void retire(InstalledPlugin plugin) {
        Lease lease = leases.remove(plugin);
        lease.retire();
        // When the host closes, what leaves is still in the last snapshot.
        Map<String, Lease> rest = new HashMap<>(snapshot);
        if (rest.values().remove(lease)) {
            snapshot = Map.copyOf(rest);
        }
    }

    /** Calls a plugin the way a request does: a late comer goes on to the next snapshot. */
    String call(String id) {
        return call(id, () -> snapshot);
    }

    /** What was tried last. */
    InstalledPlugin tried() {
        return tried;
    }

    /** Calls the version on trial; {@code nobody} if there is none. */
    String callTrial(String id) {
        return call(id, () -> trial);
    }

    private static String call(String id, Supplier<Map<String, Lease>> set) {
        while (true) {
            Lease lease = set.get().get(id);
            if (lease == null) {
                return "nobody";
            }
            if (lease.lock.readLock().tryLock()) {
                try {
                    if (!lease.retired) {
                        return lease.strategy.toString();
                    }
                } finally {
                    lease.lock.readLock().unlock();
                }
            }
            Thread.yield();
        }
    }

    /** Keeps a plugin from draining until closed. */
    Held hold(String id) {
        Lease lease = snapshot.get(id);
        ReentrantReadWriteLock.ReadLock held = lease.lock.readLock();
        held.lock();
        return held::unlock;
    }

    List<String> serving() {
        List<String> ids = new ArrayList<>(snapshot.keySet());
        Collections.sort(ids);
        return ids;
    }

    /** A lease that is kept. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Lease {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private final RoutingStrategy strategy;
        private volatile boolean retired;

        Lease(RoutingStrategy strategy) {
            this.strategy = strategy;
        }

        void retire() {
            lock.writeLock().lock();
            try {
                retired = true;
                strategy.close();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }
}
