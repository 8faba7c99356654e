package dev.switchboard.pipeline.instance;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one version of a plugin, over all its instances. Any thread. */
public final class PluginMeter {
    private final Set<RunningCall> running = ConcurrentHashMap.newKeySet();
    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final Durations durations = new Durations();
    private volatile String lastError = "";

    /**
     * What it has counted since the version was started.
     *
     * @param calls     that have ended
     * @param errors    calls in which the plugin threw what is no answer, took too long, or was not called because of that
     * @param abandoned calls under way that nobody waits for any more, since they took too long and do not stop
     * @param lost      reports that a callback did not get, or failed at
     * @param lastError who failed last, how and where; empty if nobody did
     * @param total     the time spent in calls; of a provider, without waiting for its upstream
     * @param median    the time that half of the calls did not exceed
     * @param p99       the time that 99 of 100 calls did not exceed
     */
    public record Figures(
            long calls,
            long errors,
            int abandoned,
            long lost,
            String lastError,
            Duration total,
            Duration median,
            Duration p99) {}

    RunningCall begin(PluginDoor door, boolean patient) {
        RunningCall call = new RunningCall(door, patient);
        running.add(call);
        return call;
    }

    void end(RunningCall call) {
        call.end();
        running.remove(call);
        ended(System.nanoTime() - call.since());
    }

    /** A call ended. @param spent in nanoseconds */
    void ended(long spent) {
        calls.increment();
        nanos.add(spent);
        durations.add(spent);
    }

    /** The plugin failed in a call. @param what who, how and where, without anything of the exchange */
    public void failed(String what) {
        errors.increment();
        lastError = what;
    }

    /** A callback lost reports. */
    void lost(long reports) {
        lost.add(reports);
    }

    void abandoned(int change) {
        abandoned.addAndGet(change);
    }

    /** The calls under way that nobody waits for any more. */
    int abandoned() {
        return abandoned.get();
    }

    /** The calls under way. */
    Set<RunningCall> running() {
        return running;
    }

    /** What has been counted. */
    public Figures figures() {
        return new Figures(
                calls.sum(),
                errors.sum(),
                abandoned.get(),
                lost.sum(),
                lastError,
                Duration.ofNanos(nanos.sum()),
                Duration.ofNanos(durations.percentile(0.5)),
                Duration.ofNanos(durations.percentile(0.99)));
    }
}
