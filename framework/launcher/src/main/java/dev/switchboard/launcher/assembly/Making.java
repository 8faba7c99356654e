package dev.switchboard.launcher.assembly;

import dev.switchboard.osgi.PluginCall;
import dev.switchboard.osgi.PluginFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What plugins are asked to make, one thing at a time, until the gateway stops: that does not wait for it. */
final class Making {
    private @Nullable Thread waiting;
    private boolean stopped;

    /**
     * Has something made on a thread of its own, as {@link PluginCall#within} does.
     *
     * @param late takes what is made after it was given up
     * @throws PluginFailure also if the gateway stops meanwhile
     */
    <T> T within(Duration limit, String what, Callable<T> work, Consumer<? super T> late) throws PluginFailure {
        begin(what);
        try {
            return PluginCall.within(limit, what, work, late);
        } finally {
            end();
        }
    }

    private synchronized void begin(String what) throws PluginFailure {
        if (stopped) {
            throw PluginFailure.stopping(what);
        }
        waiting = Thread.currentThread();
    }

    private synchronized void end() {
        waiting = null;
        if (stopped) {
            Thread.interrupted(); // it was meant for this wait alone
        }
    }

    /** Gives up what is being made, and makes nothing more. Any thread. */
    synchronized void stop() {
        stopped = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
