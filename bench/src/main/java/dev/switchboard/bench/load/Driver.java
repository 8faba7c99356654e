package dev.switchboard.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Calls a target in one of three ways, on the thread that asks for it and for a bounded time. */
public final class Driver implements AutoCloseable {
    private static final int MOST_CALLERS = 2_000;
    private static final int MOST_FAILURES = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Target target;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    private final List<Caller> callers = new ArrayList<>();
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final Samples latencies = new Samples();
    private final Samples delays = new Samples();
    private int answered;
    private int failed;
    private int underWay;

    private Driver(Target target) throws IOException {
        this.target = target;
        this.selector = Selector.open();
    }

    /** So many callers, each of whom calls again as soon as it has its reply (closed loop). */
    public static Result closedLoop(Target target, int size, int callers, Duration duration) throws IOException {
        try (Driver driver = new Driver(target)) {
            return driver.closedLoop(target.unary(size), callers, duration);
        }
    }

    /** So many callers, each of whom asks for the list of models as soon as it has it (closed loop). */
    public static Result closedLoopOfModels(Target target, int callers, Duration duration) throws IOException {
        try (Driver driver = new Driver(target)) {
            return driver.closedLoop(target.models(), callers, duration);
        }
    }

    /** So many calls per second, answered or not (open loop). */
    public static Result openLoop(Target target, int size, int rate, Duration duration) throws IOException {
        try (Driver driver = new Driver(target)) {
            return driver.openLoop(target.unary(size), rate, duration);
        }
    }

    /** So many streams side by side, begun one after the other in the first second, each read to its end. */
    public static Result streams(Target target, int streams, int events, Duration expected) throws IOException {
        try (Driver driver = new Driver(target)) {
            return driver.streams(streams, events, expected);
        }
    }

    private Result closedLoop(ByteBuffer request, int count, Duration duration) throws IOException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        for (int i = 0; i < count; i++) {
            callAnew(piece -> {}, this::ended, request);
        }
        while (underWay > 0 && isBefore(end + GRACE.toNanos())) {
            selector.select(this::ready, 100);
            while (isBefore(end) && !idle.isEmpty()) {
                call(idle.pop(), request, System.nanoTime());
            }
            while (isBefore(end) && underWay < count && failed < MOST_FAILURES) {
                callAnew(piece -> {}, this::ended, request);
            }
        }
        return result(start);
    }

    /**
     * The clock of this loop ticks in milliseconds: what became due since the last tick is sent at once, and latency counts
     * from there. Only where all connections wait for replies does a call wait, and that time counts.
     */
    private Result openLoop(ByteBuffer request, int rate, Duration duration) throws IOException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long calls = 0;
        Deque<Long> due = new ArrayDeque<>();
        while ((isBefore(end) || underWay > 0 || !due.isEmpty()) && isBefore(end + GRACE.toNanos())) {
            long now = Math.min(System.nanoTime(), end);
            for (; calls < (now - start) / 1e9 * rate; calls++) {
                due.add(System.nanoTime());
            }
            while (!due.isEmpty() && (!idle.isEmpty() || underWay < MOST_CALLERS)) {
                if (idle.isEmpty()) {
                    due.remove();
                    callAnew(piece -> {}, this::ended, request);
                } else {
                    call(idle.pop(), request, due.remove());
                }
            }
            selector.select(this::ready, 1);
        }
        failed += due.size();
        return result(start);
    }

    private Result streams(int count, int events, Duration expected) throws IOException {
        ByteBuffer request = target.streamed();
        long start = System.nanoTime();
        long end = start + expected.plus(GRACE).toNanos();
        long perStream = Duration.ofSeconds(1).toNanos() / count;
        int begun = 0;
        while ((begun < count || underWay > 0) && isBefore(end)) {
            for (; begun < count && begun * perStream <= System.nanoTime() - start; begun++) {
                StreamDelays reader =
                        new StreamDelays(delays::add, target.format().end());
                callAnew(reader, (caller, ok) -> ended(caller, ok && reader.isWhole(events)), request);
            }
            selector.select(this::ready, begun < count ? 1 : 100);
        }
        return result(start);
    }

    /** Calls on a new connection; one that is refused is a call that failed. */
    private void callAnew(MessageParser.Body body, Caller.Ended then, ByteBuffer request) {
        try {
            Caller caller = new Caller(target.port(), selector, body, then);
            callers.add(caller);
            call(caller, request, System.nanoTime());
        } catch (IOException refused) {
            failed++;
        }
    }

    private void call(Caller caller, ByteBuffer request, long due) {
        underWay++;
        caller.call(request, due);
    }

    private void ended(Caller caller, boolean wellAnswered) {
        underWay--;
        if (wellAnswered) {
            answered++;
            latencies.add(caller.microsSinceDue());
        } else {
            failed++;
        }
        if (caller.isOpen()) {
            idle.push(caller);
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Caller caller) {
            caller.ready(key, input);
        }
    }

    private Result result(long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        callers.forEach(Caller::close);
        return new Result(answered, failed, seconds, latencies, delays);
    }

    private static boolean isBefore(long end) {
        return System.nanoTime() - end < 0;
    }

    @Override
    public void close() {
        try {
            callers.forEach(Caller::close);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the driver of the benchmark cannot end", e);
        }
    }
}
