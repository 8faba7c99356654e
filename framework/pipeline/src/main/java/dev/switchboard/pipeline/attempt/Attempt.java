package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of one try at a target while it is under way. Used by the request's thread, except {@link #cancel}. */
public final class Attempt {
    private static final GatewayError UNHEARD =
            GatewayError.of(ErrorKind.CANCELLED, "the exchange ended before it was answered");

    private final int number;
    private final RoutedTarget routed;
    private final Target target;
    private final Passage passage;
    private final long startNanos = System.nanoTime();
    private final Consumer<Attempt> onFinish;
    private long firstContentNanos;
    private long endNanos;
    private OptionalInt status = OptionalInt.empty();
    private Optional<GatewayError> error = Optional.empty();
    private Optional<String> upstreamId = Optional.empty();
    private Usage usage = Usage.none();
    private @Nullable Runnable onProved;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable canceller;

    /** A try that begins now. @param passage its place at the target, given back when it is over */
    public Attempt(int number, RoutedTarget routed, Target target, Passage passage, Consumer<Attempt> onFinish) {
        this.number = number;
        this.routed = routed;
        this.target = target;
        this.passage = passage;
        this.onFinish = onFinish;
    }

    /** The configured target. */
    public RoutedTarget routed() {
        return routed;
    }

    /** The target with the model's name for this call. */
    public Target target() {
        return target;
    }

    /** How long it has taken. */
    public Duration elapsed() {
        return Duration.ofNanos((endNanos == 0 ? System.nanoTime() : endNanos) - startNanos);
    }

    /** Notes that the upstream answered. */
    synchronized void answered(int upstreamStatus, Optional<String> id) {
        status = OptionalInt.of(upstreamStatus);
        upstreamId = id;
        if (onProved != null) {
            stopProving();
        }
    }

    /** Whether it finds out how a target is that failed before. */
    public boolean isProbe() {
        return passage.isProbe();
    }

    /**
     * Leaves a probe to itself that nobody waits for any more: it goes on until its target has shown whether it answers. For
     * the exchange it is cancelled.
     *
     * @param after run when it is over, on its own thread
     */
    public synchronized void prove(Runnable after) {
        onProved = after;
        if (status.isPresent()) {
            stopProving();
        }
    }

    /** An error status speaks for itself a moment later. */
    private void stopProving() {
        if (status.orElse(0) < 400) {
            passage.content(System.nanoTime());
            cancel();
        }
    }

    /** Ends a probe that was left to itself. */
    public void proved(Optional<GatewayError> outcome) {
        Runnable after;
        synchronized (this) {
            after = onProved;
            onProved = null;
            passage.end(outcome, usage, System.nanoTime());
        }
        if (after != null) {
            after.run();
        }
    }

    /** Notes what was used so far. */
    public void used(Usage total) {
        usage = total;
    }

    /** What was used so far. */
    public Usage usage() {
        return usage;
    }

    /** Notes that content has come. */
    public void content() {
        if (firstContentNanos == 0) {
            firstContentNanos = System.nanoTime();
            passage.content(firstContentNanos);
        }
    }

    /** Notes the failure. */
    public void failed(GatewayError why) {
        error = Optional.of(why);
    }

    /** Says how to stop it; runs at once if it was stopped before. */
    void cancelWith(Runnable action) {
        canceller = action;
        if (cancelled) {
            action.run();
        }
    }

    /** Stops it. Any thread. */
    public void cancel() {
        cancelled = true;
        Runnable action = canceller;
        if (action != null) {
            action.run();
        }
    }

    /** Ends it, once; any thread. */
    public synchronized void finish() {
        if (endNanos == 0) {
            endNanos = System.nanoTime();
            if (onProved == null) {
                passage.end(heard(), usage, endNanos);
            }
            onFinish.accept(this);
        }
    }

    /** An attempt that nobody waited for says nothing about its target. */
    private Optional<GatewayError> heard() {
        return error.isEmpty() && firstContentNanos == 0 ? Optional.of(UNHEARD) : error;
    }

    /** What to report of it; after {@link #finish}. */
    public AttemptReport report() {
        return new Finished(
                number,
                target.id(),
                target.provider(),
                target.model(),
                Duration.ofNanos(endNanos - startNanos),
                firstContentNanos == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(firstContentNanos - startNanos)),
                status,
                error,
                usage,
                upstreamId);
    }

    private record Finished(
            int number,
            String target,
            String provider,
            String model,
            Duration duration,
            Optional<Duration> timeToFirstContent,
            OptionalInt status,
            Optional<GatewayError> error,
            Usage usage,
            Optional<String> upstreamId)
            implements AttemptReport {}
}
