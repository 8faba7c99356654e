package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Section;
import dev.switchboard.http.upstream.TransportOutbound;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.osgi.PluginFailure;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.shared.SharedValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances, and keeps those whose plugin and settings stay the same from one world to the next. Assembly uses it on
 * one thread at a time.
 */
final class InstanceKeeper {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    /** Accounts read everybody they know before they answer for anybody. */
    private static final Duration TIME_TO_READ = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final Path data;
    private final TransportOutbound outbound;
    private final RuntimeConfig running;
    private final Map<Key, Instance<?>> current = new HashMap<>();
    private final Map<String, ConcurrentMap<String, Object>> handovers = new HashMap<>();
    private final SharedLinks links = new SharedLinks();
    private final Map<Object, List<CompletableFuture<Void>>> closings = new ConcurrentHashMap<>();
    private final Making making = new Making();

    InstanceKeeper(InstantSource clock, Path data, TransportOutbound outbound, RuntimeConfig running) {
        this.clock = clock;
        this.data = data;
        this.outbound = outbound;
        this.running = running;
    }

    /** What makes an instance the same: its place, its plugin, its settings. */
    private record Key(String kind, String name, Object plugin, Object settings, FailureMode onFailure) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && plugin == that.plugin
                    && kind.equals(that.kind)
                    && name.equals(that.name)
                    && settings.equals(that.settings)
                    && onFailure == that.onFailure;
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind, name, System.identityHashCode(plugin), settings, onFailure);
        }
    }

    /**
     * What is asked of the keeper.
     *
     * @param settings the bound settings; equal ones mean that nothing changed
     * @param revision see {@link Instance#revision}
     * @param make     makes the component; runs the plugin's code
     */
    record Order<T extends Component>(
            String kind,
            String name,
            String type,
            LoadedPlugin plugin,
            Object settings,
            String revision,
            FailureMode onFailure,
            Function<PluginResources, T> make) {
        private Key key() {
            return new Key(kind, name, plugin.identity(), settings, onFailure);
        }

        private Duration patience() {
            return kind.equals(Section.ACCOUNTS.noun()) ? TIME_TO_READ : START_TIMEOUT;
        }
    }

    /** Gives up the instance that is being made, and makes no other. Any thread. */
    void stopMaking() {
        making.stop();
    }

    /** There will be no further world. */
    void close() {
        links.lead(List.of());
    }

    /** Begins the next world. */
    Round begin() {
        return new Round();
    }

    /** Waits until every instance of a plugin has been closed; false if that took too long. */
    boolean awaitClosed(Object plugin, Duration patience) {
        List<CompletableFuture<Void>> open = closings.getOrDefault(plugin, List.of());
        CompletableFuture<Void> all = CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
        try {
            all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } finally {
            closings.remove(plugin);
        }
    }

    /** The instances of one coming world. Ends with {@link #commit} or {@link #abandon}. */
    final class Round {
        private final Map<Key, Instance<?>> wanted = new LinkedHashMap<>();
        private final List<Instance<?>> fresh = new ArrayList<>();
        private boolean over;

        /**
         * The instance of the present world if nothing about it changed, else a new one that has passed its self-check.
         *
         * @throws PluginFailure with a sentence if it could not be made
         */
        @SuppressWarnings("unchecked") // a key holds the kind, and each kind has one type
        <T extends Component> Instance<T> get(Order<T> order) throws PluginFailure {
            Key key = order.key();
            Instance<?> known = wanted.getOrDefault(key, current.get(key));
            if (known == null) {
                known = create(order, this);
                fresh.add(known);
            }
            wanted.put(key, known);
            return (Instance<T>) known;
        }

        /** Every instance of the coming world. */
        List<Instance<?>> all() {
            return List.copyOf(wanted.values());
        }

        /** The way to shared values that the coming world has; when it has come, the present one. */
        private Optional<SharedValues> shared(String name) {
            return links.find(name, over ? current.values() : wanted.values());
        }

        /** Whoever was made in this round knows it for good, and would keep what others have replaced since. */
        private void end() {
            over = true;
            wanted.clear();
            fresh.clear();
        }

        /** The coming world has been published. */
        void commit() {
            current.clear();
            current.putAll(wanted);
            links.lead(current.values());
            forgetClosed();
            end();
        }

        /** The coming world will not come. */
        void abandon() {
            fresh.forEach(Instance::discard);
            forgetClosed();
            end();
        }
    }

    // Of a plugin that was refused nobody waits for the end; the note about it would stay for ever.
    private void forgetClosed() {
        closings.values().removeIf(open -> open.stream().allMatch(CompletableFuture::isDone));
    }

    private <T extends Component> Instance<T> create(Order<T> order, Round round) throws PluginFailure {
        String what = order.kind() + " \"" + order.name() + "\"";
        InstanceOutbound itsOutbound = new InstanceOutbound(what, outbound);
        String place = order.kind() + "." + order.name();
        PluginResources resources = new PluginResources(
                place,
                clock,
                InstanceDirectory.of(data, order.kind(), order.name()),
                handovers.computeIfAbsent(place, _ -> new ConcurrentHashMap<>()),
                itsOutbound,
                running,
                round::shared);
        try {
            Callable<Instance<T>> make = () -> {
                itsOutbound.makingHere();
                return order.plugin().identity() instanceof InstalledPlugin installed
                        ? installed.starting(() -> check(order, resources))
                        : check(order, resources);
            };
            Instance<T> instance = making.within(order.patience(), "making " + what, make, Instance::discard);
            itsOutbound.open(instance.reach());
            CompletableFuture<Void> closed = instance.closed().thenRun(resources::close);
            List<CompletableFuture<Void>> open =
                    closings.computeIfAbsent(order.plugin().identity(), ignored -> new CopyOnWriteArrayList<>());
            open.add(closed);
            return instance;
        } catch (PluginFailure e) {
            resources.close();
            throw e;
        }
    }

    private <T extends Component> Instance<T> check(Order<T> order, PluginResources resources) {
        T component = order.make().apply(resources);
        try {
            return checked(order, component);
        } catch (RuntimeException | LinkageError e) {
            component.close();
            throw e;
        }
    }

    private static <T extends Component> Instance<T> checked(Order<T> order, T component) {
        if (component instanceof Provider provider) {
            provider.abilities().checkSamples();
        }
        Health health = component.selfCheck();
        if (health.state() == Health.State.FAILED) {
            throw new IllegalStateException("its self-check says: " + health.detail());
        }
        return new Instance<>(
                order.kind(),
                order.name(),
                order.type(),
                order.plugin().label(),
                order.revision(),
                component,
                health,
                order.onFailure(),
                order.plugin().meter());
    }
}
