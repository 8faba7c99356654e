package dev.switchboard.accounts.limit;

import dev.switchboard.spi.error.GatewayError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one call wants of one meter. Its methods are called with the meter's lock held. */
sealed interface Claim permits LimitClaim, MoneyClaim {
    /** What it is taken from. */
    Meter meter();

    /** How much there may be in all. */
    long limit();

    /** Why it cannot be taken now; empty if it can. */
    Optional<GatewayError> refuse(Instant now);

    /** Takes it. */
    void take(Instant now);

    /** Takes all or none. @return why not; empty if they were taken */
    static Optional<GatewayError> takeAll(List<? extends Claim> claims, Instant now) {
        List<Claim> ordered = new ArrayList<>(claims);
        ordered.sort(Comparator.comparingLong(claim -> claim.meter().number()));
        ordered.forEach(claim -> claim.meter().lock().lock());
        try {
            // In the order in which they were given: the widest limit speaks first.
            for (Claim claim : claims) {
                Optional<GatewayError> refusal = claim.refuse(now);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            ordered.forEach(claim -> claim.take(now));
            return Optional.empty();
        } finally {
            ordered.forEach(claim -> claim.meter().lock().unlock());
        }
    }
}
