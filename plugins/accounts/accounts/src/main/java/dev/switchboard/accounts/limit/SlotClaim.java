package dev.switchboard.accounts.limit;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One of the calls that may be under way at the same time. */
record SlotClaim(SlotMeter meter, String subject, long limit) implements LimitClaim {
    @Override
    public long amount() {
        return 1;
    }

    @Override
    public Optional<GatewayError> refuse(Instant now) {
        if (fits(now)) {
            return Optional.empty();
        }
        if (isHeldByOthers(now)) {
            return Optional.of(heldByOthers(subject + ", " + limit + " calls at the same time"));
        }
        return Optional.of(GatewayError.builder(
                        ErrorKind.RATE_LIMIT,
                        "The limit of " + subject + " is reached: " + limit
                                + " calls at the same time. Please try again in 1s, when one has ended.")
                .retryAfter(Duration.ofSeconds(1))
                .build());
    }

    @Override
    public void take(Instant now) {
        meter.add(1);
        meter.took(1, limit);
    }

    /** Gives it back. Takes the lock. */
    void release() {
        meter.change(() -> meter.add(-1));
    }
}
