package dev.switchboard.pipeline.instance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** The places for calls of one version of a plugin: as many as it ever had calls at a time, and some more. Any thread. */
final class CallSlots {
    private static final int FIRST_SIZE = 16;
    private static final int TRIES = 8;

    /** A power of two of them; those that are there stay when more are added. */
    private volatile CallSlot[] slots = grown(new CallSlot[0]);

    /** Takes a place for a call on this thread. */
    CallSlot begin(PluginDoor door, boolean patient, boolean counted) {
        while (true) {
            CallSlot[] present = slots;
            int first = (int) Thread.currentThread().threadId();
            for (int i = 0; i < TRIES; i++) {
                CallSlot slot = present[(first + i) & (present.length - 1)];
                if (slot.begin(door, patient, counted)) {
                    return slot;
                }
            }
            grow(present);
        }
    }

    private synchronized void grow(CallSlot[] full) {
        if (slots == full) {
            slots = grown(full);
        }
    }

    private static CallSlot[] grown(CallSlot[] full) {
        CallSlot[] more = Arrays.copyOf(full, Math.max(FIRST_SIZE, full.length * 2));
        for (int i = full.length; i < more.length; i++) {
            more[i] = new CallSlot();
        }
        return more;
    }

    /** The calls under way; for one thread, the watch's. @param now on the scale of {@link System#nanoTime} */
    List<RunningCall> running(long now) {
        List<RunningCall> running = new ArrayList<>();
        for (CallSlot slot : slots) {
            RunningCall call = slot.sight(now);
            if (call != null) {
                running.add(call);
            }
        }
        return running;
    }

    long sum(ToLongFunction<CallSlot> counter) {
        long sum = 0;
        for (CallSlot slot : slots) {
            sum += counter.applyAsLong(slot);
        }
        return sum;
    }
}
