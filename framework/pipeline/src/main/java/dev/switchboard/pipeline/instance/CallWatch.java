package dev.switchboard.pipeline.instance;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends calls of plugins that take too long. First their thread is interrupted, which ends whatever waits. A call that computes
 * for ever cannot be ended: it is abandoned, and after a few of them {@link PluginDoor} lets nobody in any more, and
 * the threads that requests run on get one more in its place.
 *
 * <p>It looks from a platform thread: when plugins keep every carrier of the virtual ones busy, it still runs.
 */
public final class CallWatch implements AutoCloseable {
    /** How long a call may take. */
    public static final Duration BUDGET = Duration.ofSeconds(10);

    private static final long BUDGET_NANOS = BUDGET.toNanos();
    /** How long a call may compute while others wait for a processor. */
    private static final long GREEDY_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long INTERVAL_MILLIS = 500;
    private static final System.Logger LOG = System.getLogger(CallWatch.class.getName());

    private final Supplier<Collection<PluginMeter>> meters;
    private final Carriers carriers;
    private final CountDownLatch closed = new CountDownLatch(1);

    CallWatch(Supplier<Collection<PluginMeter>> meters, Carriers carriers) {
        this.meters = meters;
        this.carriers = carriers;
    }

    /** A watch over the calls that these meters count, until it is closed. */
    public static CallWatch start(Supplier<Collection<PluginMeter>> meters, CarrierPool pool) {
        CallWatch watch = new CallWatch(meters, new Carriers(pool));
        Thread.ofPlatform().daemon().name("switchboard-call-watch").start(watch::run);
        return watch;
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param now on the scale of {@link System#nanoTime} */
    void look(long now) {
        boolean starved = carriers.areStarved();
        int abandoned = 0;
        for (PluginMeter meter : meters.get()) {
            meter.running(now).forEach(call -> look(call, starved, now));
            abandoned += meter.abandoned();
        }
        carriers.replace(abandoned);
    }

    private static void look(RunningCall call, boolean starved, long now) {
        long age = now - call.since();
        boolean greedy = starved && age > GREEDY_NANOS && call.isBusy();
        if (call.patient() && !greedy) {
            return;
        }
        if (age > BUDGET_NANOS || greedy) {
            if (call.abandon()) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "{0} does not come back from a call and cannot be stopped; the call is abandoned",
                        call);
            }
            call.interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        carriers.replace(0);
    }
}
