package dev.switchboard.testkit.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts while the load runs. */
final class LoadTally {
    private static final int MAX_KINDS = 50;

    private final long start = System.nanoTime();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final LongAdder answered = new LongAdder();
    private final LongAdder streamsCompleted = new LongAdder();
    private final LongAdder streamsCut = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    void unaryAnswered(long nanos) {
        latencies.record(nanos);
        answered.increment();
    }

    void streamCompleted() {
        streamsCompleted.increment();
        answered.increment();
    }

    void streamCut() {
        streamsCut.increment();
    }

    void failed(String what) {
        String kind = failures.size() < MAX_KINDS || failures.containsKey(what) ? what : "other";
        failures.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    long answered() {
        return answered.sum();
    }

    long failed() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    LoadReport report() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((kind, count) -> counts.put(kind, count.sum()));
        return new LoadReport(
                answered.sum(),
                streamsCompleted.sum(),
                streamsCut.sum(),
                counts,
                latencies.percentile(50),
                latencies.percentile(99),
                latencies.percentile(100),
                Duration.ofNanos(System.nanoTime() - start));
    }
}
