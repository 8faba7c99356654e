package dev.switchboard.pipeline.instance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of one version of a plugin, over all its instances. All of them are counted; how long they take is told by one
 * of {@link CallSlot#TIMED}. Any thread.
 */
public final class PluginMeter {
    private final CallSlots slots = new CallSlots();
    private final LongAdder streams = new LongAdder();
    private final LongAdder streamNanos = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final Durations durations = new Durations();
    private volatile String lastError = "";

    /**
     * What it has counted since the version was started.
     *
     * @param calls     that have ended; a stream counts once
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

    CallSlot begin(PluginDoor door, boolean patient, boolean counted) {
        return slots.begin(door, patient, counted);
    }

    void end(CallSlot slot) {
        long spent = slot.end();
        if (spent >= 0) {
            durations.add(spent, CallSlot.TIMED);
        }
    }

    /** A stream ended, which counts as one call. @param spent in nanoseconds */
    void streamed(long spent) {
        streams.increment();
        streamNanos.add(spent);
        durations.add(spent, 1);
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

    /** The calls under way; for one thread, the watch's. @param now on the scale of {@link System#nanoTime} */
    List<RunningCall> running(long now) {
        return slots.running(now);
    }

    /** What has been counted. */
    public Figures figures() {
        long calls = slots.sum(CallSlot::calls);
        long timed = slots.sum(CallSlot::timed);
        double share = timed == 0 ? 1 : (double) calls / timed;
        long nanos = (long) (slots.sum(CallSlot::nanos) * share) + streamNanos.sum();
        return new Figures(
                calls + streams.sum(),
                errors.sum(),
                abandoned.get(),
                lost.sum(),
                lastError,
                Duration.ofNanos(nanos),
                Duration.ofNanos(durations.percentile(0.5)),
                Duration.ofNanos(durations.percentile(0.99)));
    }
}
