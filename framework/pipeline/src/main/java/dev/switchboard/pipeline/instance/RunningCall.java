package dev.switchboard.pipeline.instance;

/**
 * A call of a plugin as {@link CallWatch} has seen it under way. By now it may be over, then nothing that is done to it has an effect.
 *
 * @param turn    which of the calls that its place has seen
 * @param thread  the one that made it
 * @param patient whether it may take as long as it likes, unless it keeps others from running
 * @param since   when it was first seen, on the scale of {@link System#nanoTime}
 */
record RunningCall(CallSlot slot, long turn, PluginDoor door, Thread thread, boolean patient, long since) {
    /** Whether its thread wants to compute, as opposed to one that waits for something. */
    boolean isBusy() {
        return thread.getState() == Thread.State.RUNNABLE;
    }

    /** Interrupts the plugin, and nothing else: not what its thread does after the call. */
    void interrupt() {
        slot.interrupt(this);
    }

    /** Notes that it did not stop although it was interrupted. @return whether it was not noted before */
    boolean abandon() {
        return slot.abandon(this);
    }

    @Override
    public String toString() {
        return door.toString();
    }
}
