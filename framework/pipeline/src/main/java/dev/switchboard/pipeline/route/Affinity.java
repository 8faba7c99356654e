package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.Keepers;
import dev.switchboard.spi.routing.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings calls back to targets that have something of theirs: signed reasoning, a session, a warm cache. */
final class Affinity {
    /** A target may have a quarter more calls than its share before others are preferred, as in consistent hashing with bounds. */
    private static final double BOUND = 1.25;

    private Affinity() {}

    /** The target that kept the conversation last, if it may be taken. @param takable asks whether */
    static @Nullable RoutedTarget keeper(Keepers keepers, long conversation, List<RoutedTarget> takable) {
        String id = keepers.of(conversation).orElse(null);
        if (id != null) {
            for (RoutedTarget target : takable) {
                if (target.state().id().equals(id)) {
                    return target;
                }
            }
        }
        return null;
    }

    /**
     * The candidate that a prefix belongs to: the one with the highest hash among those that are not overloaded. If one goes,
     * only what was its own moves.
     */
    static RoutedTarget home(long prefix, List<Candidate> open) {
        int calls = 0;
        for (Candidate candidate : open) {
            calls += candidate.inFlight();
        }
        double most = Math.ceil((calls + 1) * BOUND / open.size());
        RoutedTarget home = (RoutedTarget) open.getFirst();
        long highest = Long.MIN_VALUE;
        for (Candidate candidate : open) {
            RoutedTarget target = (RoutedTarget) candidate;
            long hash = mix(prefix ^ mix(target.state().id().hashCode()));
            if (hash > highest && candidate.inFlight() < most) {
                home = target;
                highest = hash;
            }
        }
        return home;
    }

    /** Spreads the bits of a number over all of another. */
    private static long mix(long number) {
        long mixed = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
