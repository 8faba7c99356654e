package dev.switchboard.osgi;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a plugin's code on a thread of its own, for a bounded time, and turns whatever it throws into text.
 *
 * <p>The thread is a fresh platform thread, not a virtual one: a plugin that spins for ever would keep a virtual thread's
 * carrier, and a few of those stop a small machine. Nothing is left on it, since it is never used again.
 */
public final class PluginCall {
    private static final Logger log = LoggerFactory.getLogger(PluginCall.class);
    private static final int LONGEST_TEXT = 500;

    private PluginCall() {}

    /** As {@link #within(Duration, String, Callable, Consumer)}; a result that comes too late is dropped. */
    public static <T> T within(Duration limit, String what, Callable<T> work) throws PluginFailure {
        return within(limit, what, work, _ -> {});
    }

    /**
     * Runs and waits. When the limit is over the thread is interrupted and abandoned.
     *
     * @param what what is being done, for messages: {@code starting acme 1.0.0}
     * @param late takes, on that thread, a result that comes after all, such as one that has to be closed
     * @throws PluginFailure if it threw anything, also an error, or took too long, or this thread was interrupted (which
     *     stays interrupted)
     */
    public static <T> T within(Duration limit, String what, Callable<T> work, Consumer<? super T> late)
            throws PluginFailure {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform()
                .daemon()
                .inheritInheritableThreadLocals(false)
                .name("switchboard: " + what)
                .start(() -> runInto(outcome, what, work, late));
        try {
            return await(outcome, limit, what);
        } catch (PluginFailure e) {
            if (giveUp(outcome, thread, e)) {
                throw e;
            } else if (!outcome.isCompletedExceptionally()) {
                return outcome.join(); // it ended in this moment
            }
            throw e;
        }
    }

    /** Whether there was no outcome yet; only the work is interrupted, never what comes after it. */
    private static boolean giveUp(CompletableFuture<?> outcome, Thread thread, PluginFailure why) {
        synchronized (outcome) {
            boolean given = outcome.completeExceptionally(why);
            if (given) {
                thread.interrupt();
            }
            return given;
        }
    }

    private static <T> boolean complete(CompletableFuture<T> outcome, T result) {
        synchronized (outcome) {
            boolean taken = outcome.complete(result);
            if (!taken) {
                Thread.interrupted(); // the work was meant, which is over
            }
            return taken;
        }
    }

    private static <T> void runInto(
            CompletableFuture<T> outcome, String what, Callable<T> work, Consumer<? super T> late) {
        try {
            T result = runToText(what, work);
            if (!complete(outcome, result)) {
                runToText("clearing up after " + what, () -> {
                    late.accept(result);
                    return true;
                });
            }
        } catch (PluginFailure e) {
            if (!outcome.completeExceptionally(e)) {
                log.debug("{}, after it was given up", e.sentence());
            }
        }
    }

    private static <T> T await(CompletableFuture<T> outcome, Duration limit, String what) throws PluginFailure {
        try {
            return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new PluginFailure(what + " did not end within " + inWords(limit) + " and was abandoned");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw PluginFailure.stopping(what);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PluginFailure failure ? failure : new PluginFailure(what + " failed");
        }
    }

    // The text is made here, within the limit, because a plugin's exception may override getMessage.
    private static <T> T runToText(String what, Callable<T> work) throws PluginFailure {
        try {
            return work.call();
        } catch (PluginFailure e) {
            throw e;
        } catch (Throwable e) {
            if (log.isDebugEnabled()) {
                log.debug("{} failed: {}", what, stackTrace(e));
            }
            throw new PluginFailure(what + " failed: " + describe(e));
        }
    }

    /** A short text for what a plugin threw: class and message of its deepest cause. */
    static String describe(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        String text = nameAndMessage(root);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    private static String nameAndMessage(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof ClassNotFoundException || thrown instanceof NoClassDefFoundError) {
            String missing = String.valueOf(message).replaceFirst(" not found by .*", "");
            return "the class " + missing.replace('/', '.') + " is missing";
        }
        String name = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String inWords(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
