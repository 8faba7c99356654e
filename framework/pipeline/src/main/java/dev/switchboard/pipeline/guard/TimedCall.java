package dev.switchboard.pipeline.guard;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs a plugin's check on a virtual thread of its own, so that one that hangs costs its time and no more. */
final class TimedCall {
    private final Duration timeout;

    TimedCall(Duration timeout) {
        this.timeout = timeout;
    }

    <T> T call(Supplier<T> check) {
        FutureTask<T> task = new FutureTask<>(check::get);
        Thread.ofVirtual().name("guardrail").start(task);
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw GatewayException.of(ErrorKind.INTERNAL, "no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.CANCELLED, "the caller went away");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException("the check failed");
        }
    }
}
