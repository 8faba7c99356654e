package dev.switchboard.testing.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** Time that passes only from one event to the next. */
final class VirtualTime {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long count;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    long now() {
        return now;
    }

    void after(Duration delay, Runnable action) {
        events.add(new Event(now + delay.toNanos(), count++, action));
    }

    /** Lets everything happen that was planned, and what comes of it. */
    void run() {
        for (Event next = events.poll(); next != null; next = events.poll()) {
            now = next.at();
            next.action().run();
        }
    }
}
