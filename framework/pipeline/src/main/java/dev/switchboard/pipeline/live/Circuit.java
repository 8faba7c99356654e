package dev.switchboard.pipeline.live;

import dev.switchboard.spi.error.ErrorKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Keeps calls away from a target that fails: closed while it works, open while it cools down, half open when the cool-down is
 * over and one call, the probe, finds out how it is. Each failed probe doubles the cool-down, and what fails slowly is left alone
 * for at least twice the time that it cost.
 *
 * <p>It opens when several outcomes in a row are failures; where a call could go elsewhere, also when half of the outcomes of
 * the last seconds are, so that a rarely used target is left at its first failure and a busy one is not left for an odd one.
 */
public final class Circuit {
    private static final double JITTER = 0.1;
    private static final int MAX_DOUBLINGS = 16;

    private final RandomGenerator random;
    private volatile boolean closed = true;
    private volatile long coolUntil;
    private volatile boolean throttled;
    private boolean probing;
    private int reopened;
    private int inARow;
    private final Map<ErrorKind, Integer> inARowByKind = new EnumMap<>(ErrorKind.class);
    private final Outcomes outcomes = new Outcomes();

    /**
     * When it opens and for how long.
     *
     * @param failures so many failures in a row open it; at least 1
     * @param byKind   so many failures of a kind in a row open it, and nothing else does for that kind; each at least 1
     * @param window   the last seconds, of which half of the outcomes must be failures
     * @param first    the first cool-down
     * @param throttle the first cool-down after an upstream said that it has had enough and not how long to wait; zero if that
     *                 says nothing about other calls
     * @param most     the longest cool-down, unless an upstream asks for a longer one
     */
    public record Rules(
            int failures,
            Map<ErrorKind, Integer> byKind,
            Duration window,
            Duration first,
            Duration throttle,
            Duration most) {
        /** 5 failures in a row, or half of 3 s; 5 s to 60 s, 1 s at first when throttled. */
        public static final Rules DEFAULT = new Rules(
                5,
                Map.of(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));

        /** Rules under which it never opens. */
        public static final Rules NEVER =
                new Rules(Integer.MAX_VALUE, Map.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /** Copies the map. */
        public Rules {
            byKind = Map.copyOf(byKind);
        }

        /** The same where being throttled says nothing about other calls. */
        public Rules whereThrottlingIsOfOneCall() {
            return new Rules(failures, byKind, window, first, Duration.ZERO, most);
        }
    }

    /**
     * How a call failed.
     *
     * @param kind       what went wrong
     * @param throttled  whether the target said that it has had enough, rather than break
     * @param retryAfter how long it asks to be left alone; zero if it did not say
     * @param elsewhere  whether calls could go elsewhere
     * @param took       the time it cost
     */
    record Failure(ErrorKind kind, boolean throttled, Duration retryAfter, boolean elsewhere, Duration took) {}

    Circuit(RandomGenerator random) {
        this.random = random;
    }

    /** Whether calls go through as usual. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether a call could be made now, as usual or as the probe. */
    boolean admits(long now) {
        return closed || now - coolUntil >= 0 && !isProbing();
    }

    /** Whether it is open because the target said that it has had enough. */
    public boolean isThrottled() {
        return !closed && throttled;
    }

    /** How long until a probe may be made, in nanoseconds; 0 if one may be made now, or is being made. */
    public long coolsFor(long now) {
        return closed ? 0 : Math.max(0, coolUntil - now);
    }

    /** Makes the call that asks the probe. @return whether it is; if not, another call is, or the circuit has closed */
    synchronized boolean tryProbe(long now) {
        if (closed || probing || now - coolUntil < 0) {
            return false;
        }
        probing = true;
        return true;
    }

    private synchronized boolean isProbing() {
        return probing;
    }

    /** A call was answered. @param probe whether it was the probe; an older call says nothing about an open circuit */
    synchronized void succeeded(boolean probe, long now) {
        outcomes.add(true, now);
        if (inARow > 0) {
            inARow = 0;
            inARowByKind.clear();
        }
        if (probe) {
            probing = false;
            closed = true;
            reopened = 0;
            outcomes.clear();
        }
    }

    /** The probe ended without a word about the target. */
    synchronized void probeAbandoned() {
        probing = false;
    }

    /** A call failed. @param probe whether it was the probe */
    synchronized void failed(boolean probe, Failure failure, Rules rules, long now) {
        if (failure.throttled() && rules.throttle().isZero()) {
            probing &= !probe;
            return;
        }
        outcomes.window(rules.window().toNanos());
        outcomes.add(false, now);
        inARow++;
        inARowByKind.merge(failure.kind(), 1, Integer::sum);
        if (probe) {
            probing = false;
            reopened = Math.min(reopened + 1, MAX_DOUBLINGS);
            open(failure, rules, now);
        } else if (closed && opens(failure, rules)) {
            open(failure, rules, now);
        }
    }

    private boolean opens(Failure failure, Rules rules) {
        if (rules.most().isZero()) {
            return false;
        }
        Integer ofKind = rules.byKind().get(failure.kind());
        if (ofKind != null) {
            return inARowByKind.getOrDefault(failure.kind(), 0) >= ofKind;
        }
        boolean told = failure.throttled()
                && (failure.elsewhere() || failure.retryAfter().isPositive());
        return told || inARow >= rules.failures() || failure.elsewhere() && outcomes.halfFailed();
    }

    private void open(Failure failure, Rules rules, long now) {
        long base = failure.throttled()
                ? rules.throttle().toNanos()
                : Math.max(rules.first().toNanos(), 2 * failure.took().toNanos());
        long most = rules.most().toNanos();
        long doubled = base >= most ? most : Math.min(base << reopened, most);
        long spread = (long) (doubled * (1 + JITTER * (2 * random.nextDouble() - 1)));
        coolUntil = now + Math.max(spread, failure.retryAfter().toNanos());
        throttled = failure.throttled();
        closed = false;
    }

    /** Outcomes of the last seconds, in two halves of which the older is forgotten as a whole. */
    private static final class Outcomes {
        private long window = Rules.DEFAULT.window().toNanos();
        private long halfBegan;
        private int good;
        private int bad;
        private int goodBefore;
        private int badBefore;

        void window(long nanos) {
            window = nanos;
        }

        void add(boolean success, long now) {
            long age = now - halfBegan;
            if (age >= window / 2) {
                boolean adjacent = age < window;
                goodBefore = adjacent ? good : 0;
                badBefore = adjacent ? bad : 0;
                good = 0;
                bad = 0;
                halfBegan = now;
            }
            if (success) {
                good++;
            } else {
                bad++;
            }
        }

        boolean halfFailed() {
            return bad + badBefore >= good + goodBefore;
        }

        void clear() {
            good = 0;
            bad = 0;
            goodBefore = 0;
            badBefore = 0;
        }
    }
}
