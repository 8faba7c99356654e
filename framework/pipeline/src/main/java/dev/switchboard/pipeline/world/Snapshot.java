package dev.switchboard.pipeline.world;

import dev.switchboard.pipeline.instance.CallbackQueue;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.route.EndpointRoute;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.PathRouter;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.prompt.PromptSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One immutable world: everything that requests of one time see. It lives while it is current or leased. */
public final class Snapshot {
    private final Parts parts;
    private final boolean usageNeeded;
    private final boolean contentWanted;
    private final AtomicLong leases = new AtomicLong(1);
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile @Nullable Executor closer;
    private volatile @Nullable Trial trial;

    /**
     * What a world is made of.
     *
     * @param instances  every instance it contains, once each
     * @param paths      what stands at which path, for each listener
     * @param identities in the order in which they are asked, like all that follow
     */
    public record Parts(
            Settings settings,
            Set<Instance<?>> instances,
            Map<Plane, PathRouter<EndpointRoute>> paths,
            ModelTable models,
            List<Instance<Dialect>> dialects,
            List<Instance<? extends Identity>> identities,
            List<Instance<? extends Admission>> admissions,
            List<Instance<PromptSource>> prompts,
            Guardrails guardrails,
            List<Instance<ResponseCache>> caches,
            List<Instance<CallbackQueue>> callbacks) {
        /** Copies the collections. */
        public Parts {
            instances = Set.copyOf(instances);
            paths = Map.copyOf(paths);
            dialects = List.copyOf(dialects);
            identities = List.copyOf(identities);
            admissions = List.copyOf(admissions);
            prompts = List.copyOf(prompts);
            caches = List.copyOf(caches);
            callbacks = List.copyOf(callbacks);
        }

        /** What stands at the paths of one listener. */
        public PathRouter<EndpointRoute> router(Plane plane) {
            PathRouter<EndpointRoute> router = paths.get(plane);
            return router == null ? PathRouter.<EndpointRoute>builder().build() : router;
        }
    }

    /** A world that is not current yet. */
    public Snapshot(Parts parts) {
        this.parts = parts;
        this.usageNeeded =
                parts.admissions().stream().anyMatch(each -> each.component().needsUsage())
                        || parts.callbacks().stream()
                                .anyMatch(each -> each.component().callback().needsUsage());
        this.contentWanted = parts.callbacks().stream()
                .anyMatch(each -> each.component().callback().wantsContent());
    }

    /** A world in which there is nothing, for the time before the first one. */
    public static Snapshot empty() {
        return new Snapshot(new Parts(
                Settings.DEFAULT,
                Set.of(),
                Map.of(),
                new ModelTable(List.of(), Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Guardrails.NONE,
                List.of(),
                List.of()));
    }

    /** What it is made of. */
    public Parts parts() {
        return parts;
    }

    /** Whether some plugin needs upstreams to report usage also where the caller did not ask for it. */
    public boolean usageNeeded() {
        return usageNeeded;
    }

    /** Whether some callback wants bodies. */
    public boolean contentWanted() {
        return contentWanted;
    }

    /** Gives a lease back. */
    public void release() {
        if (leases.decrementAndGet() == 0) {
            Executor executor = closer;
            if (executor != null) {
                executor.execute(() -> parts.instances().forEach(Instance::unclaim));
            }
        }
    }

    /** A further lease for somebody who has one; give it back by running the result, once. */
    public Runnable retain() {
        leases.incrementAndGet();
        return this::release;
    }

    /** An exchange of this world has ended. */
    public void finished(ExchangeReport report) {
        Trial watching = trial;
        if (watching != null) {
            watching.finished(this, report);
        }
    }

    /** Tells the callbacks of what has ended; does not wait for them. */
    public void report(ExchangeReport report) {
        parts.callbacks().forEach(queue -> queue.component().offer(report));
    }

    void watch(@Nullable Trial watching) {
        trial = watching;
    }

    /** How many requests are under way in this world. */
    public long leased() {
        return Math.max(0, leases.get() - (left.get() ? 0 : 1));
    }

    boolean tryAcquire() {
        long count = leases.get();
        while (count > 0) {
            if (leases.compareAndSet(count, count + 1)) {
                return true;
            }
            count = leases.get();
        }
        return false;
    }

    void enter() {
        parts.instances().forEach(Instance::claim);
    }

    void leave(Executor executor) {
        if (left.compareAndSet(false, true)) {
            closer = executor;
            release();
        }
    }
}
