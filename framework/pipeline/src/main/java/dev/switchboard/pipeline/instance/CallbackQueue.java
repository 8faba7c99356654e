package dev.switchboard.pipeline.instance;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries reports from the requests' threads to one callback, in batches, on a virtual thread of its own. Bounded: a callback
 * that is slower than the traffic loses reports, which are counted and logged, and never slows a request down.
 */
public final class CallbackQueue implements Component {
    /** Reports that may wait; at about a kilobyte each, without content. */
    static final int CAPACITY = 16_384;
    /** Bytes of content that may wait, unless it is that of a single report. */
    static final long CONTENT_CAPACITY = 16 << 20;

    private static final int MAX_BATCH = 1_024;
    /** How long to let reports pile up: a delivery costs about as much as a call does, and most of that whatever its size. */
    private static final Duration LINGER = Duration.ofMillis(50);
    /** The same where they hold content, of which less may wait. */
    private static final Duration LINGER_WITH_CONTENT = Duration.ofMillis(10);
    /** How long to wait for a callback that does not come back when it is to be closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Object END = new Object();
    private static final System.Logger LOG = System.getLogger(CallbackQueue.class.getName());

    private final String name;
    private final Callback callback;
    private final PluginDoor door;
    private final BlockingQueue<Object> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong content = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;

    private CallbackQueue(String name, Callback callback, PluginDoor door) {
        this.name = name;
        this.callback = callback;
        this.door = door;
        this.thread = Thread.ofVirtual().name("callback-" + name).unstarted(this::run);
    }

    /** A queue that delivers until it is closed. @param door the way to the callback */
    public static CallbackQueue start(String name, Callback callback, PluginDoor door) {
        CallbackQueue queue = new CallbackQueue(name, callback, door);
        queue.thread.start();
        return queue;
    }

    /** The callback. */
    public Callback callback() {
        return callback;
    }

    /** Adds a report; never waits. */
    public void offer(ExchangeReport report) {
        if (enqueue(report)) {
            return;
        }
        door.meter().lost(1);
        if (dropped.getAndIncrement() % 10_000 == 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "callback {0} is slower than the traffic: {1} reports dropped so far",
                    name,
                    dropped.get());
        }
    }

    private boolean enqueue(ExchangeReport report) {
        long bytes = contentOf(report);
        long before = content.getAndAdd(bytes);
        boolean fits = before == 0 || before + bytes <= CONTENT_CAPACITY;
        if (fits && waiting.offer(report)) {
            return true;
        }
        content.addAndGet(-bytes);
        return false;
    }

    private static long contentOf(ExchangeReport report) {
        return lengthOf(report.requestBody()) + lengthOf(report.replyBody());
    }

    private static long lengthOf(Optional<Bytes> content) {
        return content.map(Bytes::length).orElse(0);
    }

    /** Reports lost because the callback was too slow, since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Batches at which the callback threw, since the start. */
    public long failed() {
        return failed.get();
    }

    @Override
    public Set<URI> destinations() {
        return callback.destinations();
    }

    @Override
    public Set<URI> metadataServices() {
        return callback.metadataServices();
    }

    @Override
    public Health selfCheck() {
        return callback.selfCheck();
    }

    /** Delivers what is left, then closes the callback. */
    @Override
    public void close() {
        try {
            boolean told = waiting.offer(END, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!told || !thread.join(PATIENCE)) {
                LOG.log(System.Logger.Level.WARNING, "callback {0} did not take its last reports in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            callback.close();
        }
    }

    private void run() {
        List<Object> taken = new ArrayList<>();
        try {
            while (taken.isEmpty() || taken.getLast() != END) {
                taken.clear();
                taken.add(waiting.take());
                if (taken.getFirst() != END && waiting.size() < MAX_BATCH) {
                    LockSupport.parkNanos(linger().toNanos());
                }
                waiting.drainTo(taken, MAX_BATCH);
                deliver(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration linger() {
        return content.get() == 0 ? LINGER : LINGER_WITH_CONTENT;
    }

    private void deliver(List<Object> taken) {
        List<ExchangeReport> batch = new ArrayList<>(taken.size());
        for (Object each : taken) {
            if (each instanceof ExchangeReport report) {
                batch.add(report);
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            door.callPatiently(() -> {
                callback.report(batch);
                return true;
            });
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            door.meter().lost(batch.size());
            if (e instanceof GatewayException) {
                door.meter().failed(door + " gave up"); // and says why in its own words
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "callback {0} failed and lost {1} reports: {2}",
                    name,
                    batch.size(),
                    FaultyPluginException.faultOf(e));
        } finally {
            content.addAndGet(
                    -batch.stream().mapToLong(CallbackQueue::contentOf).sum());
        }
    }
}
