package dev.switchboard.pipeline.live;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * One call's place at a target, from the moment it was given to the moment it is given back. What it brought home is what the
 * target's state learns. Used by one thread at a time.
 */
public final class Passage {
    private final TargetState state;
    private final boolean probe;
    private final boolean elsewhere;
    private final Circuit.Rules rules;
    private final long reservedTokens;
    private final long began;
    private long firstContentAt;
    private boolean alive;
    private boolean ended;

    Passage(TargetState state, boolean probe, boolean elsewhere, Circuit.Rules rules, long reservedTokens, long began) {
        this.state = state;
        this.probe = probe;
        this.elsewhere = elsewhere;
        this.rules = rules;
        this.reservedTokens = reservedTokens;
        this.began = began;
    }

    /** Whether it finds out how a target is that failed before. */
    public boolean isProbe() {
        return probe;
    }

    /** When it began. */
    public long began() {
        return began;
    }

    /** Content has come: the target works, whatever becomes of this call. */
    public void content(long now) {
        if (firstContentAt == 0) {
            firstContentAt = now;
            alive(now);
        }
    }

    private void alive(long now) {
        if (!alive) {
            alive = true;
            state.circuit().succeeded(probe, now);
        }
    }

    /** Gives the place back, once. @param error why it failed, if it did */
    public void end(Optional<GatewayError> error, Usage usage, long now) {
        if (ended) {
            return;
        }
        ended = true;
        boolean known = !usage.isNone();
        state.left(known ? usage.totalTokens() - reservedTokens : 0, now);
        Symptom symptom = error.map(Symptom::of).orElse(Symptom.NONE);
        switch (symptom) {
            case NONE -> answered(usage, now);
            case ALIVE -> alive(now);
            case SILENT -> silent();
            case FAILING, THROTTLED -> failed(error.orElseThrow(), symptom == Symptom.THROTTLED, now);
        }
    }

    private void answered(Usage usage, long now) {
        alive(now);
        Optional<Duration> first =
                firstContentAt == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(firstContentAt - began));
        state.answered(first, Duration.ofNanos(now - began), usage, now);
    }

    private void silent() {
        if (probe && !alive) {
            state.circuit().probeAbandoned();
        }
    }

    private void failed(GatewayError error, boolean throttled, long now) {
        state.failed(error, now);
        boolean openProbe = probe && !alive;
        Duration took = Duration.ofNanos(now - began);
        Duration wait = error.retryAfter().orElse(Duration.ZERO);
        state.circuit()
                .failed(openProbe, new Circuit.Failure(error.kind(), throttled, wait, elsewhere, took), rules, now);
    }
}
