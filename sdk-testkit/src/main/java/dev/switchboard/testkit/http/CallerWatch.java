package dev.switchboard.testkit.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a script wait and still notice at once that the caller has gone: while it waits, a second thread reads. One
 * watch serves one reply.
 */
final class CallerWatch {
    private final WireInput input;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private boolean watching;

    CallerWatch(WireInput input) {
        this.input = input;
    }

    /** Waits; false when the caller has gone before the time is over. */
    boolean pause(Duration duration) {
        watch();
        try {
            gone.get(duration.toNanos(), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException | InterruptedException e) {
            return false;
        }
    }

    /** Waits at the gate; false when the caller has gone before it was let through. */
    boolean hold(Gate gate) {
        watch();
        CompletableFuture<Void> passage = gate.arrive();
        try {
            CompletableFuture.anyOf(passage, gone).get();
        } catch (ExecutionException | InterruptedException e) {
            return false;
        }
        // Cancelling fails once the gate has let us pass.
        return !passage.cancel(false);
    }

    private void watch() {
        if (!watching) {
            watching = true;
            Thread.ofVirtual().name("mock-upstream-watch").start(this::awaitEnd);
        }
    }

    private void awaitEnd() {
        try {
            // Bytes that come instead of an end belong to the next request, which finds them in the buffer.
            if (!input.fill()) {
                gone.complete(null);
            }
        } catch (IOException e) {
            gone.complete(null);
        }
    }
}
