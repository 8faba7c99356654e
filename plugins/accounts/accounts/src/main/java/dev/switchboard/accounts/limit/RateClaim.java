package dev.switchboard.accounts.limit;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request, or tokens, of a minute's limit.
 *
 * @param subject whose limit it is, such as {@code key "web"}
 * @param unit    requests or tokens
 */
record RateClaim(RateMeter meter, String subject, Unit unit, long limit, long amount) implements LimitClaim {
    /** What is counted. */
    enum Unit {
        REQUESTS("requests"),
        TOKENS("tokens");

        private final String word;

        Unit(String word) {
            this.word = word;
        }
    }

    @Override
    public Optional<GatewayError> refuse(Instant now) {
        if (fits(now)) {
            return Optional.empty();
        }
        if (isHeldByOthers(now)) {
            return Optional.of(heldByOthers(subject + ", " + limit + " " + unit.word + " per minute"));
        }
        if (amount > limit) {
            return Optional.of(GatewayError.builder(
                            ErrorKind.QUOTA,
                            "This request needs up to " + amount + " " + unit.word + ", and the limit of " + subject
                                    + " is " + limit + " per minute. Ask for fewer, with a smaller max_tokens or a"
                                    + " shorter prompt.")
                    .code("rate_limit_exceeded")
                    .build());
        }
        long taken = meter.taken(now);
        Duration wait = meter.untilFree(taken + amount - limit, now);
        return Optional.of(GatewayError.builder(
                        ErrorKind.RATE_LIMIT,
                        "The limit of " + subject + " is reached: " + limit + " " + unit.word + " per minute, "
                                + taken + " taken, " + amount + " asked for. Please try again in " + wait.toSeconds()
                                + "s.")
                .retryAfter(wait)
                .build());
    }

    @Override
    public void take(Instant now) {
        meter.add(amount, now, now);
        meter.took(amount, limit);
    }

    /** What is left, for the caller to see. Takes the lock. */
    RateLimits.Window window(Instant now) {
        return meter.ask(() -> new RateLimits.Window(
                limit, Math.max(0, meter.held(limit) - meter.taken(now)), meter.untilAllFree(now)));
    }

    /** Puts what was really used in place of what was thought of. Takes the lock. */
    void correct(long used, Instant takenAt, Instant now) {
        meter.change(() -> meter.add(used - amount, takenAt, now));
    }
}
