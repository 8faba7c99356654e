package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.AttemptReport.End;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of one try at a target while it is under way. Used by the request's thread, except {@link #cancel}. */
public final class Attempt {
    private static final GatewayError UNHEARD =
            GatewayError.of(ErrorKind.CANCELLED, "the exchange ended before it was answered");

    private final int number;
    private final RoutedTarget routed;
    private final Target target;
    private final Passage passage;
    private final LongSupplier clock;
    private final long startNanos;
    private final Consumer<Attempt> onFinish;
    private long firstContentNanos;
    private long endNanos;
    private OptionalInt status = OptionalInt.empty();
    private Optional<GatewayError> error = Optional.empty();
    private Instant startedAt = Instant.EPOCH;
    private Optional<String> upstreamId = Optional.empty();
    private @Nullable Runnable onProved;
    private boolean sent;
    private boolean brokeOff;
    private boolean complete;
    private final Metering metering = new Metering();
    private volatile Redaction redaction = Redaction.OF_KEYS;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable canceller;

    /**
     * A try that begins now.
     *
     * @param passage its place at the target, given back when it is over
     * @param clock   the time of the passage, in nanoseconds
     */
    public Attempt(
            int number,
            RoutedTarget routed,
            Target target,
            Passage passage,
            LongSupplier clock,
            Consumer<Attempt> onFinish) {
        this.number = number;
        this.routed = routed;
        this.target = target;
        this.passage = passage;
        this.clock = clock;
        this.startNanos = clock.getAsLong();
        this.onFinish = onFinish;
    }

    /** Its number in the exchange, counted from 1. */
    public int number() {
        return number;
    }

    /** Says when it began. */
    public void startedAt(Instant when) {
        startedAt = when;
    }

    /** The configured target. */
    public RoutedTarget routed() {
        return routed;
    }

    /** The way to the provider's code. */
    PluginDoor door() {
        return routed.provider().door();
    }

    /** Work of the provider's own, which waits for nobody. */
    <T> T own(Supplier<T> work) {
        return door().call(work);
    }

    /** The target with the model's name for this call. */
    public Target target() {
        return target;
    }

    /** How long it has taken. */
    public Duration elapsed() {
        return Duration.ofNanos((endNanos == 0 ? clock.getAsLong() : endNanos) - startNanos);
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
            passage.content(clock.getAsLong());
            cancel();
        }
    }

    /** Ends a probe that was left to itself. */
    public void proved(Optional<GatewayError> outcome) {
        Runnable after;
        synchronized (this) {
            after = onProved;
            onProved = null;
            passage.end(outcome, metering.usage(), clock.getAsLong());
        }
        if (after != null) {
            after.run();
        }
    }

    /** Notes what was used so far. */
    void used(Usage total) {
        metering.used(total);
    }

    /** What was used so far. */
    public Usage usage() {
        return metering.usage();
    }

    /** Notes text of the reply, for counting tokens if the upstream does not. */
    void wrote(String text) {
        metering.wrote(text);
    }

    /** Notes that the reply is complete. */
    void complete() {
        complete = true;
    }

    /** Notes what is sent: its credentials must not come back in words. */
    void sends(UpstreamRequest request) {
        redaction = Redaction.of(request);
    }

    /** Takes credentials out of what the upstream says of a failure. */
    Redaction redaction() {
        return redaction;
    }

    /** Notes that the upstream may have begun to work. */
    void sent() {
        sent = true;
    }

    /** Whether the upstream may have worked for it, and did not say for how much. */
    public boolean isUnmetered() {
        boolean working = status.isPresent() ? status.getAsInt() < 400 && !isRefused() : sent && gaveUp();
        return working && metering.isOpen(complete);
    }

    /** Whether what the upstream answered was no answer: a failure of its own, with a status that does not say so. */
    private boolean isRefused() {
        return firstContentNanos == 0
                && end() == End.ERROR
                && error.map(GatewayError::kind)
                        .filter(kind -> kind == ErrorKind.INTERNAL)
                        .isEmpty();
    }

    private boolean gaveUp() {
        return error.map(GatewayError::kind)
                .filter(kind -> kind == ErrorKind.CANCELLED || kind == ErrorKind.UPSTREAM_TIMEOUT)
                .isPresent();
    }

    /** Notes that the reply broke off after it had begun. */
    void brokeOff(GatewayError why) {
        brokeOff |= error.isEmpty() && endNanos == 0;
        failed(why);
    }

    /** Notes that the reply made no sense: if nothing of it did, it never began. */
    void madeNoSense(GatewayError why) {
        if (firstContentNanos == 0) {
            failed(why);
        } else {
            brokeOff(why);
        }
    }

    /** Notes that the caller went away before it had everything; for the attempt it does not matter if it was over. */
    public void abandoned() {
        if (error.isEmpty() && endNanos == 0) {
            error = Optional.of(GatewayError.of(ErrorKind.CANCELLED, "the caller went away"));
        }
    }

    /** Notes that content has come. */
    public void content() {
        if (firstContentNanos == 0) {
            firstContentNanos = clock.getAsLong();
            passage.content(firstContentNanos);
        }
    }

    /** Notes the failure, unless one is known that led to it, or the attempt was over. */
    public void failed(GatewayError why) {
        if (error.isEmpty() && endNanos == 0) {
            error = Optional.of(why);
        }
    }

    /** Ends it with a failure. @param reply what the upstream said, if the caller may have it as it came */
    AttemptFailedException failure(GatewayError why, Optional<UpstreamReply> reply) {
        GatewayError told = redaction.of(why);
        failed(told);
        cancel();
        return new AttemptFailedException(told, reply);
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
            endNanos = clock.getAsLong();
            if (onProved == null) {
                passage.end(heard(), metering.usage(), endNanos);
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
                startedAt,
                Duration.ofNanos(endNanos - startNanos),
                firstContentNanos == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(firstContentNanos - startNanos)),
                status,
                error,
                end(),
                metering.usage(),
                isUnmetered() ? Optional.of(metering.text()) : Optional.empty(),
                isUnmetered() ? metering.characters() : 0,
                upstreamId);
    }

    private End end() {
        if (error.isEmpty()) {
            return End.COMPLETED;
        } else if (error.get().kind() == ErrorKind.CANCELLED) {
            return End.CLIENT_ABORT;
        }
        boolean fellSilent = error.get().kind() == ErrorKind.UPSTREAM_TIMEOUT && status.isPresent();
        return brokeOff || fellSilent ? End.UPSTREAM_ABORT : End.ERROR;
    }

    private record Finished(
            int number,
            String target,
            String provider,
            String model,
            Instant startedAt,
            Duration duration,
            Optional<Duration> timeToFirstContent,
            OptionalInt status,
            Optional<GatewayError> error,
            End end,
            Usage usage,
            Optional<String> outputText,
            long outputCharacters,
            Optional<String> upstreamId)
            implements AttemptReport {}
}
