package dev.switchboard.bench.swap;

import dev.switchboard.bench.load.Samples;
import dev.switchboard.bench.load.SteadyLoad;
import dev.switchboard.bench.system.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured in the phases of one kind. */
final class SwapFigures {
    private final String title;
    private final List<SteadyLoad.Phase> phases = new ArrayList<>();
    private int swaps;
    private long cpuMicros;
    private long nanos;

    SwapFigures(String title) {
        this.title = title;
    }

    /** Begins a phase. */
    void begin(Running gateway, SteadyLoad load) throws IOException {
        phases.add(load.phase());
        nanos -= System.nanoTime();
        cpuMicros -= gateway.cpuMicros();
    }

    /** Ends it. @param replaced how many bundles were replaced in it */
    void end(Running gateway, int replaced) throws IOException {
        nanos += System.nanoTime();
        cpuMicros += gateway.cpuMicros();
        swaps += replaced;
    }

    /** What the swaps cost beside what would have been used without. */
    String against(SwapFigures still) {
        Samples calls = latencies();
        Samples usualCalls = still.latencies();
        Samples events = delays();
        Samples usualEvents = still.delays();
        double usual = still.cpuMicros / (double) still.nanos * nanos;
        return String.format(
                Locale.ROOT,
                "%d swaps, %.0f ms and %.1f ms of CPU each; calls: p50 %.2fx, p99 %.2fx; events: p50 %.2fx, p99 %.2fx",
                swaps,
                nanos / 1e6 / swaps,
                (cpuMicros - usual) / 1e3 / swaps,
                calls.percentile(50) / usualCalls.percentile(50),
                calls.percentile(99) / usualCalls.percentile(99),
                events.percentile(50) / usualEvents.percentile(50),
                events.percentile(99) / usualEvents.percentile(99));
    }

    private Samples latencies() {
        return phases.stream().map(SteadyLoad.Phase::latencies).collect(Samples::new, Samples::addAll, Samples::addAll);
    }

    private Samples delays() {
        return phases.stream().map(SteadyLoad.Phase::delays).collect(Samples::new, Samples::addAll, Samples::addAll);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.0f s, %.0f%% of a core; calls %s; events of streams %s",
                title,
                nanos / 1e9,
                100_000.0 * cpuMicros / nanos,
                words(latencies()),
                words(delays()));
    }

    private static String words(Samples samples) {
        return String.format(
                Locale.ROOT,
                "%d, p50 %.2f ms, p99 %.2f ms, p99.9 %.1f ms, max %.0f ms",
                samples.count(),
                samples.percentile(50) / 1e3,
                samples.percentile(99) / 1e3,
                samples.percentile(99.9) / 1e3,
                samples.percentile(100) / 1e3);
    }
}
