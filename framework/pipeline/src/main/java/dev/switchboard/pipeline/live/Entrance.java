package dev.switchboard.pipeline.live;

import dev.switchboard.spi.dialect.CallOptions.Priority;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many exchanges in at a time and no more. Nobody queues: who does not fit is told at once. What matters less is let in
 * to a part of the places only, so that there is room left for what matters more. Without locks.
 */
public final class Entrance {
    private final AtomicInteger inside = new AtomicInteger();

    /** The share of places that calls of a priority may take. */
    public static double share(Priority priority) {
        return switch (priority) {
            case LOW -> 0.7;
            case NORMAL -> 0.9;
            case HIGH -> 1;
        };
    }

    /** Takes a place, to be given back with {@link #leave}. @param places how many there are for all */
    public boolean tryEnter(int places, Priority priority) {
        int mine = (int) Math.ceil(places * share(priority));
        while (true) {
            int present = inside.get();
            if (present >= mine) {
                return false;
            }
            if (inside.compareAndSet(present, present + 1)) {
                return true;
            }
        }
    }

    /** Gives a place back. */
    public void leave() {
        inside.decrementAndGet();
    }

    /** How many are inside. */
    public int inside() {
        return inside.get();
    }
}
