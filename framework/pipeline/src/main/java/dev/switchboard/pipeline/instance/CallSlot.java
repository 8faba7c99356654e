package dev.switchboard.pipeline.instance;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A place that a thread takes while it is in a plugin, so that {@link CallWatch} sees it there. A place is used by one call after the
 * other: a call neither allocates nor meets other threads.
 *
 * <p>One word holds the phase and how often the place was taken. Who looks from outside names both when it acts, and so
 * acts on the call that it has seen or on none.
 */
final class CallSlot {
    /** One of so many calls is timed and stands for the others; a prime, since calls come in patterns. */
    static final int TIMED = 17;

    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final int RUNNING = 2;
    private static final int BEING_INTERRUPTED = 3;
    private static final int INTERRUPTED = 4;
    private static final int ABANDONED = 5;
    private static final int PHASES = 8;

    private final AtomicLong word = new AtomicLong();

    // Written while the place is taken, before the phase says that the call runs.
    private @Nullable PluginDoor door;
    private @Nullable Thread thread;
    private boolean patient;
    private boolean counting;
    private boolean timing;
    private long begun;

    // Written by who has the place, read by anybody.
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong timed = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    // The watch's own.
    private long seen = -1;
    private long since;

    /**
     * Takes the place for a call on this thread.
     *
     * @param counted whether it counts as a call in the figures
     * @return whether it was free
     */
    boolean begin(PluginDoor caller, boolean mayTakeLong, boolean counted) {
        long free = word.get();
        if (phase(free) != FREE || !word.compareAndSet(free, free + TAKEN)) {
            return false;
        }
        door = caller;
        thread = Thread.currentThread();
        patient = mayTakeLong;
        counting = counted;
        timing = counted && calls.getPlain() % TIMED == 0;
        begun = timing ? System.nanoTime() : 0;
        word.setRelease(free + RUNNING);
        return true;
    }

    /** The call is over; on its own thread, once. @return how long it took in nanoseconds, -1 if it was not timed */
    long end() {
        long running = word.getPlain();
        if (phase(running) != RUNNING || !word.compareAndSet(running, turn(running) + TAKEN)) {
            endInterrupted();
        }
        long spent = timing ? System.nanoTime() - begun : -1;
        if (counting) {
            add(calls, 1);
        }
        if (timing) {
            add(timed, 1);
            add(nanos, spent);
        }
        door = null;
        thread = null;
        word.setRelease(turn(running) + PHASES);
        return spent;
    }

    private void endInterrupted() {
        while (phase(word.get()) == BEING_INTERRUPTED) {
            Thread.onSpinWait();
        }
        long last = word.get();
        long before = word.getAndSet(turn(last) + TAKEN);
        if (phase(before) == ABANDONED && door != null) {
            door.abandoned(-1);
        }
        Thread.interrupted(); // what was meant for the plugin shall not hit the gateway
    }

    /** Whether the call was interrupted for taking too long; on its own thread. */
    boolean wasInterrupted() {
        return phase(word.get()) != RUNNING;
    }

    /** The call that runs here; null if none does. For one thread, the watch's. @param now on the scale of {@link System#nanoTime} */
    @Nullable
    RunningCall sight(long now) {
        long at = word.get();
        PluginDoor called = door;
        Thread caller = thread;
        if (phase(at) < RUNNING || called == null || caller == null) {
            return null;
        }
        if (seen != turn(at)) {
            seen = turn(at);
            since = now;
        }
        return new RunningCall(this, turn(at), called, caller, patient, since);
    }

    /** Interrupts a call that was seen here, and nothing else: not what its thread does after it. */
    void interrupt(RunningCall call) {
        if (word.compareAndSet(call.turn() + RUNNING, call.turn() + BEING_INTERRUPTED)) {
            call.thread().interrupt();
            word.set(call.turn() + INTERRUPTED);
        }
    }

    /** Notes that it did not stop although it was interrupted. @return whether it was not noted before */
    boolean abandon(RunningCall call) {
        if (word.compareAndSet(call.turn() + INTERRUPTED, call.turn() + ABANDONED)) {
            call.door().abandoned(1);
            return true;
        }
        return false;
    }

    /** The calls that ended here. */
    long calls() {
        return calls.get();
    }

    /** Those of them that were timed. */
    long timed() {
        return timed.get();
    }

    /** How long these took, in nanoseconds. */
    long nanos() {
        return nanos.get();
    }

    private static int phase(long word) {
        return (int) (word % PHASES);
    }

    private static long turn(long word) {
        return word - word % PHASES;
    }

    private static void add(AtomicLong counter, long more) {
        counter.setRelease(counter.getPlain() + more);
    }
}
