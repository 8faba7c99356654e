package dev.switchboard.accounts.limit;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.Instant;

/** Something of a limit that gateways may share. */
sealed interface LimitClaim extends Claim permits RateClaim, SlotClaim {
    @Override
    LimitMeter meter();

    /** How much of it. */
    long amount();

    /** Whether it fits into what this gateway holds. With the meter's lock held. */
    default boolean fits(Instant now) {
        return meter().taken(now) + amount() <= meter().held(limit());
    }

    /** Whether it would fit if others held nothing. With the meter's lock held. */
    default boolean isHeldByOthers(Instant now) {
        return meter().taken(now) + amount() <= limit();
    }

    /** Asks for more and says that others have it. With the meter's lock held. @param what the limit, for the caller */
    default GatewayError heldByOthers(String what) {
        meter().need(amount(), limit());
        return GatewayError.builder(
                        ErrorKind.RATE_LIMIT,
                        "What is left of the limit of " + what + ", is held by other gateways. Please try again in 1s.")
                .retryAfter(Duration.ofSeconds(1))
                .build();
    }

    /** Whether more is to be asked of others: a call needs it, or soon will. Takes the lock. */
    default boolean wantsMore(Instant now) {
        return meter().ask(() -> meter().isNeeded() || meter().isLow(now));
    }
}
