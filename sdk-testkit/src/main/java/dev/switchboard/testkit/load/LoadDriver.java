package dev.switchboard.testkit.load;

import dev.switchboard.testkit.http.RawHttp;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link LoadPlan} on virtual threads until it is stopped or a bound of the plan is reached.
 *
 * <pre>{@code
 * try (LoadDriver load = LoadDriver.start(plan)) {
 *     load.awaitAnswers(100);
 *     swap();
 *     load.stop().assertFlawless();
 * }
 * }</pre>
 *
 * <p>Stopping starts nothing new and lets what is running end by itself: a stream is never cut by the driver. A reply
 * that a kept connection does not give any more counts as failed; nothing is repeated.
 */
public final class LoadDriver implements AutoCloseable {
    private static final int MAX_IN_FLIGHT = 10_000;

    private final LoadTally tally = new LoadTally();
    private final LoadCaller caller;
    private final int requestsPerSecond;
    private final long maxRequests;
    private final long deadline;
    private final AtomicLong started = new AtomicLong();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final Deque<RawHttp> idle = new ConcurrentLinkedDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private LoadDriver(LoadPlan plan) {
        this.caller = new LoadCaller(plan, tally);
        this.requestsPerSecond = plan.requestsPerSecond;
        this.maxRequests = plan.maxRequests;
        this.deadline = System.nanoTime() + plan.duration.toNanos();
    }

    /** Starts the load and returns at once. */
    public static LoadDriver start(LoadPlan plan) {
        LoadDriver driver = new LoadDriver(plan);
        if (plan.requestsPerSecond > 0) {
            driver.spawn(driver::sendAtRate);
        }
        for (int worker = 0; worker < plan.workers; worker++) {
            driver.spawn(driver::sendInTurn);
        }
        for (int number = 0; number < plan.streams; number++) {
            driver.spawn(driver::keepStreaming);
        }
        return driver;
    }

    /** Runs the load until a bound of the plan is reached. */
    public static LoadReport run(LoadPlan plan) {
        try (LoadDriver driver = start(plan)) {
            return driver.join();
        }
    }

    /**
     * Blocks until at least that many requests and streams have been answered in all, or a bound of the plan is
     * reached.
     *
     * @throws AssertionError when the load ends with fewer answers
     */
    public void awaitAnswers(long count) {
        while (tally.answered() < count) {
            if (Thread.currentThread().isInterrupted() || !running()) {
                throw new AssertionError("load ended early: " + tally.report() + " (expected: " + count + " answers)");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Starts nothing new, waits for what is running, and reports. */
    public LoadReport stop() {
        stopping = true;
        return join();
    }

    /** How many requests and streams have failed so far. */
    public long failed() {
        return tally.failed();
    }

    /** Stops and closes all connections. */
    @Override
    public void close() {
        stop();
    }

    private LoadReport join() {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            inFlight.acquire(MAX_IN_FLIGHT);
            inFlight.release(MAX_IN_FLIGHT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tally.failed("interrupted while waiting for the load to end");
        }
        for (RawHttp http = idle.poll(); http != null; http = idle.poll()) {
            http.close();
        }
        return tally.report();
    }

    private void spawn(Runnable task) {
        threads.add(Thread.ofVirtual().name("load").start(task));
    }

    /** Whether one more may be started; counts it if so. */
    private boolean next() {
        return !stopping && System.nanoTime() - deadline < 0 && started.incrementAndGet() <= maxRequests;
    }

    private boolean running() {
        return threads.stream().anyMatch(Thread::isAlive) || inFlight.availablePermits() < MAX_IN_FLIGHT;
    }

    private void sendAtRate() {
        long interval = 1_000_000_000L / requestsPerSecond;
        for (long due = System.nanoTime(); next(); due += interval) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            if (!inFlight.tryAcquire()) {
                tally.failed("not sent: " + MAX_IN_FLIGHT + " requests are waiting for their replies");
                continue;
            }
            long dueAt = due;
            Thread.ofVirtual().name("load-request").start(() -> {
                try {
                    keep(caller.callUnary(idle.pollFirst(), dueAt));
                } finally {
                    inFlight.release();
                }
            });
        }
    }

    private void sendInTurn() {
        RawHttp http = null;
        while (next()) {
            http = caller.callUnary(http, System.nanoTime());
        }
        keep(http);
    }

    private void keepStreaming() {
        RawHttp http = null;
        while (next()) {
            http = caller.callStream(http);
        }
        keep(http);
    }

    private void keep(@Nullable RawHttp http) {
        if (http != null) {
            idle.addFirst(http);
        }
    }
}
