package dev.switchboard.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A load that goes on, on a thread of its own, while other things are done to the target: so many unary calls per second, answered or
 * not, and so many streams open, each followed by the next. Every event of a stream is checked for.
 *
 * <p>{@link #phase} begins another account. A call belongs to the phase in which it was due, and its time counts from then: the clock
 * of the loop ticks in milliseconds.
 */
public final class SteadyLoad implements AutoCloseable {
    private static final int SIZE = 1024;
    private static final int MOST_FAILURES = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final double NANOS = 1e9;
    /** Streams begin one after the other, so that they do not all end at once for ever. */
    private static final int SECONDS_TO_BEGIN = 10;

    private final Target target;
    private final int rate;
    private final int streams;
    private final int events;
    private final Selector selector = Selector.open();
    private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    private final ByteBuffer unary;
    private final ByteBuffer streamed;
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final AtomicReference<Phase> present;
    private final Thread thread;
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger whole = new AtomicInteger();
    private int callsOpen;
    private int streamsOpen;
    private volatile boolean stopping;
    private volatile @Nullable IOException broken;

    /**
     * Starts.
     *
     * @param rate unary calls per second
     * @param streams how many are kept open
     * @param events of each stream
     */
    public SteadyLoad(Target target, int rate, int streams, int events) throws IOException {
        this.target = target;
        this.rate = rate;
        this.streams = streams;
        this.events = events;
        this.unary = target.unary(SIZE);
        this.streamed = target.streamed();
        this.present = new AtomicReference<>(new Phase(System.nanoTime(), null));
        this.thread = Thread.ofPlatform().daemon().name("bench-load").start(this::run);
    }

    /** An account of what happens in some time, to be read when the load has ended. */
    public static final class Phase {
        private final long start;
        private final @Nullable Phase before;
        private final Samples latencies = new Samples();
        private final Samples delays = new Samples();

        private Phase(long start, @Nullable Phase before) {
            this.start = start;
            this.before = before;
        }

        /** Of the unary calls that were answered. */
        public Samples latencies() {
            return latencies;
        }

        /** Of the events of streams that came in that time, from the upstream's write to the caller's read. */
        public Samples delays() {
            return delays;
        }

        private Phase of(long due) {
            Phase phase = this;
            while (phase.before != null && due - phase.start < 0) {
                phase = phase.before;
            }
            return phase;
        }
    }

    /**
     * Begins another phase, which takes the calls that are due from now on.
     *
     * @throws IOException if the load was given up
     */
    public Phase phase() throws IOException {
        requireRunning();
        return present.updateAndGet(before -> new Phase(System.nanoTime(), before));
    }

    /** Unary calls that were answered completely and with status 200. */
    public int answered() {
        return answered.get();
    }

    /** Unary calls and streams that did not end well, by the status line of the reply. */
    public Map<String, Integer> failures() {
        return Collections.unmodifiableMap(failures);
    }

    /** Streams of which all events and the closing mark came. */
    public int whole() {
        return whole.get();
    }

    /** Streams that began and ended otherwise. */
    public int cut() {
        return cut.get();
    }

    /** Begins nothing more and waits for what is under way; what takes more than a minute has failed. */
    @Override
    public void close() throws IOException {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        requireRunning();
    }

    private void requireRunning() throws IOException {
        IOException failure = broken;
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void run() {
        try (selector) {
            long start = System.nanoTime();
            long calls = 0;
            long given = start;
            while (!stopping || callsOpen + streamsOpen > 0 && System.nanoTime() - given < 0) {
                given = stopping ? given : System.nanoTime() + GRACE.toNanos();
                double seconds = (System.nanoTime() - start) / NANOS;
                for (; !stopping && calls <= seconds * rate; calls++) {
                    call(start + (long) (calls * NANOS / rate));
                }
                int missing = (int) Math.min(streams, seconds * streams / SECONDS_TO_BEGIN) - streamsOpen;
                for (; !stopping && missing > 0; missing--) {
                    stream();
                }
                selector.select(this::ready, 1);
                if (failures.values().stream().mapToInt(Integer::intValue).sum() > MOST_FAILURES) {
                    throw new IOException("the load was given up, too much failed: " + failures);
                }
            }
            selector.keys().forEach(key -> ((Caller) key.attachment()).close());
        } catch (IOException e) {
            broken = e;
        }
    }

    private void call(long due) {
        callsOpen++;
        // The gateway may close what is not needed.
        idle.removeIf(kept -> !kept.isOpen());
        Caller caller = idle.poll();
        try {
            if (caller == null) {
                caller = new Caller(target.port(), selector, piece -> {}, this::ended);
            }
            caller.call(unary, due);
        } catch (IOException refused) {
            callsOpen--;
            fail("no connection");
        }
    }

    private void ended(Caller caller, boolean wellAnswered) {
        callsOpen--;
        if (wellAnswered) {
            answered.incrementAndGet();
            present.get().of(caller.due()).latencies.add(caller.microsSinceDue());
        } else {
            fail(caller.statusLine());
        }
        if (caller.isOpen()) {
            idle.push(caller);
        }
    }

    private void fail(String how) {
        failures.merge(how, 1, Integer::sum);
    }

    private void stream() {
        streamsOpen++;
        StreamDelays reader = new StreamDelays(
                delay -> present.get().delays.add(delay), target.format().end());
        try {
            Caller caller = new Caller(
                    target.port(), selector, reader, (each, ok) -> streamEnded(each, ok && reader.isWhole(events)));
            caller.call(streamed, System.nanoTime());
        } catch (IOException refused) {
            streamsOpen--;
            fail("no connection");
        }
    }

    private void streamEnded(Caller caller, boolean isWhole) {
        streamsOpen--;
        if (isWhole) {
            whole.incrementAndGet();
        } else {
            cut.incrementAndGet();
            fail("stream: " + caller.statusLine());
        }
        caller.close();
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Caller caller) {
            caller.ready(key, input);
        }
    }
}
