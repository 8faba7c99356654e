package dev.switchboard.testing.simulation;

import dev.switchboard.pipeline.route.RoutedTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of the calls of a simulation. */
final class Tally {
    private final List<Long> latencies = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    int requests;

    /** An attempt, and when. */
    record Attempt(RoutedTarget target, long at) {}

    /** How a client's call ended, and after how long. */
    record Ending(boolean success, long at, long nanos) {}

    void attempted(RoutedTarget target, long at) {
        attempts.add(new Attempt(target, at));
    }

    void answered(long at, long nanos) {
        endings.add(new Ending(true, at, nanos));
        latencies.add(nanos);
    }

    void failed(long at, long nanos) {
        endings.add(new Ending(false, at, nanos));
    }

    List<Attempt> attempts() {
        return attempts;
    }

    List<Ending> endings() {
        return endings;
    }

    /** The share of clients' calls that got an answer, repetitions included. */
    double successRate() {
        return (double) latencies.size() / endings.size();
    }

    /** How long 95 in 100 answered calls waited for their first content at most. */
    Duration p95() {
        return percentile(latencies, 0.95);
    }

    static Duration percentile(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share))));
    }
}
