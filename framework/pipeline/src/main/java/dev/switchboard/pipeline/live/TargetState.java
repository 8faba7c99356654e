package dev.switchboard.pipeline.live;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one target now: whether it works, how busy and how fast it is, how much of its limits is used. Safe for use
 * by any thread; looking takes no lock. Times are nanoseconds on one scale, handed in by the caller.
 */
public final class TargetState {
    private final String id;
    private final Circuit circuit;
    private final MinuteMeter requests;
    private final MinuteMeter tokens;
    private final AtomicInteger inFlight;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final PeakEwma firstContent = new PeakEwma();
    private final PeakEwma outputToken = new PeakEwma();
    private final FailureShare failureShare = new FailureShare();
    private volatile @Nullable GatewayError lastError;
    private volatile long lastErrorAt;
    private volatile long lastAnswerAt;
    private volatile long checkBegan;
    private volatile @Nullable Check lastCheck;

    /**
     * How a check ended.
     *
     * @param error why it failed, if it did
     * @param at    when
     */
    public record Check(Optional<GatewayError> error, long at) {}

    TargetState(String id, RandomGenerator random, long now) {
        this.id = id;
        this.circuit = new Circuit(random);
        this.requests = new MinuteMeter(now);
        this.tokens = new MinuteMeter(now);
        this.inFlight = new AtomicInteger();
    }

    /** A state of the same target that learns apart: health and speed are its own, what counts against limits is not. */
    TargetState(TargetState other, RandomGenerator random) {
        this.id = other.id;
        this.circuit = new Circuit(random);
        this.requests = other.requests;
        this.tokens = other.tokens;
        this.inFlight = other.inFlight;
    }

    /** The target's name, by which this state is kept. */
    public String id() {
        return id;
    }

    /** Keeps calls away while the target fails. */
    public Circuit circuit() {
        return circuit;
    }

    /** Calls under way. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Whether a call could be made as far as its health is concerned. */
    public boolean isHealthy(long now) {
        return circuit.admits(now);
    }

    /** Whether a call of so many tokens fits under the limits. */
    public boolean hasRoom(TargetLimits limits, long tokensOfCall, long now) {
        return fits(limits.parallel(), inFlight.get(), 1)
                && (limits.requestsPerMinute().isEmpty() || fits(limits.requestsPerMinute(), requests.count(now), 1))
                && (limits.tokensPerMinute().isEmpty()
                        || fits(limits.tokensPerMinute(), tokens.count(now), tokensOfCall));
    }

    private static boolean fits(OptionalLong limit, long used, long more) {
        return limit.isEmpty() || used + more <= limit.getAsLong();
    }

    /**
     * Begins a call if health and limits still allow it.
     *
     * @param elsewhere whether calls could go to another target
     * @return null if somebody else took the last place
     */
    public @Nullable Passage tryEnter(
            TargetLimits limits, long tokensOfCall, boolean elsewhere, Circuit.Rules rules, long now) {
        boolean probe = !circuit.isClosed();
        if (probe && !circuit.tryProbe(now)) {
            return null;
        }
        if (!tryTake(limits, tokensOfCall, now)) {
            if (probe) {
                circuit.probeAbandoned();
            }
            return null;
        }
        return new Passage(this, probe, elsewhere, rules, tokensOfCall, now);
    }

    private boolean tryTake(TargetLimits limits, long tokensOfCall, long now) {
        if (inFlight.incrementAndGet() > limits.parallel().orElse(Integer.MAX_VALUE)) {
            inFlight.decrementAndGet();
            return false;
        }
        if (!requests.tryAdd(1, limits.requestsPerMinute().orElse(Long.MAX_VALUE), now)) {
            inFlight.decrementAndGet();
            return false;
        }
        if (!tokens.tryAdd(tokensOfCall, limits.tokensPerMinute().orElse(Long.MAX_VALUE), now)) {
            requests.add(-1, now);
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    /** When a call of so many tokens may fit again if nothing else happens; at most a minute, at least a second. */
    public Duration roomIn(TargetLimits limits, long tokensOfCall, long now) {
        long wait = TimeUnit.SECONDS.toNanos(1);
        if (limits.requestsPerMinute().isPresent()) {
            wait = Math.max(wait, requests.waitFor(1, limits.requestsPerMinute().getAsLong(), now));
        }
        if (limits.tokensPerMinute().isPresent()) {
            wait = Math.max(
                    wait, tokens.waitFor(tokensOfCall, limits.tokensPerMinute().getAsLong(), now));
        }
        return Duration.ofNanos(wait);
    }

    void left(long tokensMore, long now) {
        inFlight.decrementAndGet();
        if (tokensMore != 0) {
            tokens.add(tokensMore, now);
        }
    }

    void answered(Optional<Duration> toFirstContent, Duration whole, Usage usage, long now) {
        answered.incrementAndGet();
        failureShare.add(false, now);
        lastAnswerAt = now;
        Duration first = toFirstContent.orElse(whole);
        firstContent.sample((double) first.toNanos(), now);
        long written = usage.outputTokens();
        if (written > 0) {
            Duration writing = whole.compareTo(first) > 0 ? whole.minus(first) : whole;
            outputToken.sample((double) writing.toNanos() / written, now);
        }
    }

    void failed(GatewayError error, long now) {
        failed.incrementAndGet();
        failureShare.add(true, now);
        lastError = error;
        lastErrorAt = now;
    }

    /** Milliseconds to the first content, as a peak-sensitive moving average; {@code NaN} if nothing is known. */
    public double firstContentMillis(long now) {
        return firstContent.value(now) / 1e6;
    }

    /** Milliseconds for each token of output after the first content; {@code NaN} if nothing is known. */
    public double outputTokenMillis(long now) {
        return outputToken.value(now) / 1e6;
    }

    /** The share of calls that failed of late, 0 to 1. */
    public double failureShare(long now) {
        return failureShare.value(now);
    }

    /** Calls within the last minute. */
    public long requestsInMinute(long now) {
        return requests.count(now);
    }

    /** Tokens within the last minute; estimated for calls under way. */
    public long tokensInMinute(long now) {
        return tokens.count(now);
    }

    /** Calls that were answered, since the gateway began. */
    public long answeredCalls() {
        return answered.get();
    }

    /** Calls that failed by the target's fault, since the gateway began. */
    public long failedCalls() {
        return failed.get();
    }

    /** The last failure. */
    public Optional<GatewayError> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** How long ago the last failure was; zero if there was none. */
    public Duration sinceLastError(long now) {
        return lastError == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - lastErrorAt));
    }

    /** How long ago the last answer was; empty if there was none. */
    public Optional<Duration> sinceLastAnswer(long now) {
        return answered.get() == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, now - lastAnswerAt)));
    }

    /** Whether no check was made and no call answered for so long. */
    public boolean isCheckDue(Duration interval, long now) {
        boolean asked = checkBegan != 0 && now - checkBegan < interval.toNanos();
        boolean heard = circuit.isClosed()
                && sinceLastAnswer(now)
                        .filter(age -> age.compareTo(interval) < 0)
                        .isPresent();
        return !asked && !heard;
    }

    /** A check is about to be made. */
    public void checkBegins(long now) {
        checkBegan = now;
    }

    /** A check has ended. @param error why it failed, if it did */
    public void checked(Optional<GatewayError> error, long now) {
        lastCheck = new Check(error, now);
    }

    /** The last check, if there was one. */
    public Optional<Check> lastCheck() {
        return Optional.ofNullable(lastCheck);
    }

    @Override
    public String toString() {
        return id;
    }
}
