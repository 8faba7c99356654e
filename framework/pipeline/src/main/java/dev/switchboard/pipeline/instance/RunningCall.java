package dev.switchboard.pipeline.instance;

import java.util.concurrent.atomic.AtomicReference;

/** One call of a plugin that is under way, on the thread that made it. */
final class RunningCall {
    private final PluginDoor door;
    private final boolean patient;
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

    private enum State {
        RUNNING,
        BEING_INTERRUPTED,
        INTERRUPTED,
        ABANDONED,
        OVER
    }

    /** A call that begins. @param patient whether it may take as long as it likes, unless it keeps others from running */
    RunningCall(PluginDoor door, boolean patient) {
        this.door = door;
        this.patient = patient;
    }

    /** Whether it may take as long as it likes, unless it keeps others from running. */
    boolean isPatient() {
        return patient;
    }

    /** When it began, on the scale of {@link System#nanoTime}. */
    long since() {
        return since;
    }

    /** Whether its thread wants to compute, as opposed to one that waits for something. */
    boolean isBusy() {
        return thread.getState() == Thread.State.RUNNABLE;
    }

    /** Interrupts the plugin, and nothing else: not what its thread does after the call. */
    void interrupt() {
        if (state.compareAndSet(State.RUNNING, State.BEING_INTERRUPTED)) {
            thread.interrupt();
            state.set(State.INTERRUPTED);
        }
    }

    /** Notes that it did not stop although it was interrupted. @return whether it was not noted before */
    boolean abandon() {
        if (state.compareAndSet(State.INTERRUPTED, State.ABANDONED)) {
            door.abandoned(1);
            return true;
        }
        return false;
    }

    /** Whether it was interrupted for taking too long. */
    boolean wasInterrupted() {
        return state.get() != State.RUNNING;
    }

    /** It is over; on its own thread, once. */
    void end() {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            return;
        }
        while (state.get() == State.BEING_INTERRUPTED) {
            Thread.onSpinWait();
        }
        if (state.getAndSet(State.OVER) == State.ABANDONED) {
            door.abandoned(-1);
        }
        Thread.interrupted(); // what was meant for the plugin shall not hit the gateway
    }

    @Override
    public String toString() {
        return door.toString();
    }
}
