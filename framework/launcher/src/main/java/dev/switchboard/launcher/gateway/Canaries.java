package dev.switchboard.launcher.gateway;

import dev.switchboard.launcher.assembly.LoadedPlugin;
import dev.switchboard.osgi.Canary;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.pipeline.RequestSelector;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.pipeline.world.Tally;
import dev.switchboard.pipeline.world.Trial;
import dev.switchboard.pipeline.world.TrialJudge;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns what an operator says of a version on trial into a {@link Trial}, and tells the plugin host how it goes. */
final class Canaries {
    private static final double PER_CENT = 100;
    private static final long DETAIL_NANOS = 2_000_000_000L;

    private final BiConsumer<InstalledPlugin, String> detail;
    private final BiConsumer<InstalledPlugin, String> giveUp;

    /**
     * Canaries.
     *
     * @param detail told now and then how the plugin on trial does; must return at once
     * @param giveUp told why a plugin shall not be tried any more; must return at once
     */
    Canaries(BiConsumer<InstalledPlugin, String> detail, BiConsumer<InstalledPlugin, String> giveUp) {
        this.detail = detail;
        this.giveUp = giveUp;
    }

    /**
     * What is on trial.
     *
     * @param plugins all plugins of its world
     */
    record Tried(InstalledPlugin plugin, List<LoadedPlugin> plugins, Canary canary) {}

    /** A trial of a world that was made with the plugin. @param end takes the world on trial away */
    Trial trial(Tried tried, Snapshot snapshot, Runnable end) {
        Canary canary = tried.canary();
        return new Trial(
                snapshot,
                new RequestSelector(
                        canary.share() / PER_CENT,
                        canary.header(),
                        canary.callers(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                concerned(tried.plugin(), snapshot),
                new TrialJudge(canary.moreErrors() / PER_CENT, canary.slower()),
                new Watcher(tried, end));
    }

    /** A plugin that only brings providers has to do with calls that one of them was tried for, any other with all. */
    private static Predicate<ExchangeReport> concerned(InstalledPlugin plugin, Snapshot snapshot) {
        List<Instance<?>> own = snapshot.parts().instances().stream()
                .filter(instance -> instance.plugin().equals(plugin.id() + " " + plugin.version()))
                .toList();
        if (own.isEmpty() || !own.stream().allMatch(instance -> instance.kind().equals("provider"))) {
            return report -> true;
        }
        Set<String> providers = own.stream().map(Instance::name).collect(Collectors.toSet());
        return report -> report.attempts().stream().anyMatch(attempt -> providers.contains(attempt.provider()));
    }

    private final class Watcher implements Trial.Watcher {
        private final Tried tried;
        private final Runnable end;
        private final AtomicLong toldAt = new AtomicLong(System.nanoTime());

        Watcher(Tried tried, Runnable end) {
            this.tried = tried;
            this.end = end;
        }

        @Override
        public void counted(Tally on, Tally before) {
            long now = System.nanoTime();
            long last = toldAt.get();
            if (now - last >= DETAIL_NANOS && toldAt.compareAndSet(last, now)) {
                detail.accept(tried.plugin(), tried.canary() + ": " + on + "; the version before: " + before);
            }
        }

        @Override
        public void worse(String reason) {
            end.run();
            giveUp.accept(tried.plugin(), reason);
        }
    }
}
