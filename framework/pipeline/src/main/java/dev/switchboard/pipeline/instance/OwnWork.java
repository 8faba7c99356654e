package dev.switchboard.pipeline.instance;

import java.util.function.Supplier;

/**
 * What a plugin does for one stream, event by event: one call of the plugin as far as figures go. Of many events, only some are
 * timed; they stand for the others. For one thread at a time.
 */
public final class OwnWork {
    private static final int TIMED = 16;

    private final PluginDoor door;
    private long nanos;
    private int timed;
    private int steps;
    private boolean over;

    /** The work for a stream that begins. @param door the way to the plugin */
    public OwnWork(PluginDoor door) {
        this.door = door;
    }

    /**
     * Does one step of it; null is an answer.
     *
     * @throws FaultyPluginException as {@link PluginDoor#call}
     */
    public <R> R step(Supplier<R> work) {
        return step(work, false);
    }

    /** The same without a bound of time, for what may have to wait long for others. */
    public <R> R stepPatiently(Supplier<R> work) {
        return step(work, true);
    }

    private <R> R step(Supplier<R> work, boolean patient) {
        boolean timing = steps++ % TIMED == 0;
        long begin = timing ? System.nanoTime() : 0;
        try {
            return door.step(work, patient);
        } finally {
            if (timing) {
                timed++;
                nanos += System.nanoTime() - begin;
            }
        }
    }

    /** The stream is over; counts once, however often it is said. */
    public void end() {
        if (!over && timed > 0) {
            over = true;
            door.meter().streamed(nanos * steps / timed);
        }
    }
}
