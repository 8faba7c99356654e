package dev.switchboard.accounts.limit;

import dev.switchboard.spi.error.GatewayError;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What one call wants of one meter. Methods that do not take the meter's lock are called with it held. */
sealed interface Claim permits LimitClaim, MoneyClaim {
    /** The order of locks. */
    Comparator<Claim> BY_METER = Comparator.comparingLong(claim -> claim.meter().number());

    /** What it is taken from. */
    Meter meter();

    /** How much there may be in all. */
    long limit();

    /** Why it cannot be taken now; empty if it can. */
    Optional<GatewayError> refuse(Instant now);

    /** As {@link #refuse}, and takes the lock. */
    default Optional<GatewayError> ask(Instant now) {
        meter().lock().lock();
        try {
            return refuse(now);
        } finally {
            meter().lock().unlock();
        }
    }

    /** Takes it. */
    void take(Instant now);

    /** Adds a claim to others. Of two on the same meter what both come to together remains, in the place of the first. */
    static <C extends Claim> void add(List<C> claims, C claim, BinaryOperator<C> together) {
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).meter() == claim.meter()) {
                claims.set(i, together.apply(claims.get(i), claim));
                return;
            }
        }
        claims.add(claim);
    }

    /** The one that leaves less. */
    static <C extends Claim> C smaller(C one, C other) {
        return one.limit() <= other.limit() ? one : other;
    }

    /** Takes all or none. @return why not; empty if they were taken */
    static Optional<GatewayError> takeAll(List<? extends Claim> claims, Instant now) {
        Claim[] ordered = claims.toArray(Claim[]::new);
        Arrays.sort(ordered, BY_METER);
        for (Claim claim : ordered) {
            claim.meter().lock().lock();
        }
        try {
            // In the order in which they were given: the widest limit speaks first.
            for (Claim claim : claims) {
                Optional<GatewayError> refusal = claim.refuse(now);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            for (Claim claim : ordered) {
                claim.take(now);
            }
            return Optional.empty();
        } finally {
            for (Claim claim : ordered) {
                claim.meter().lock().unlock();
            }
        }
    }
}
