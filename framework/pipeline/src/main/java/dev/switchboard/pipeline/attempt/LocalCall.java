package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.FaultyPluginException;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a model of this process for a whole reply, so that it can be given up. */
final class LocalCall<R> {
    private final FutureTask<R> task;

    LocalCall(String name, Supplier<R> model) {
        task = new FutureTask<>(model::get);
        Thread.ofVirtual().name("model-" + name).start(task);
    }

    R await(Duration patience) {
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw GatewayException.of(ErrorKind.UPSTREAM_TIMEOUT, "the model did not answer in time");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.CANCELLED, "the call was cancelled");
        } catch (CancellationException e) {
            throw GatewayException.of(ErrorKind.CANCELLED, "the caller went away");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GatewayException known
                    ? known
                    : GatewayException.of(ErrorKind.INTERNAL, "the model failed: " + nameOf(e.getCause()));
        }
    }

    private static String nameOf(@Nullable Throwable fault) {
        return fault == null ? "unknown fault" : FaultyPluginException.faultOf(fault);
    }

    /** Gives the model up; any thread. */
    void cancel() {
        task.cancel(true);
    }
}
