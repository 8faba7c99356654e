package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be spent.
 *
 * @param most     at which no more calls are let in; empty for none
 * @param soft     at which the operator is told; empty for none
 * @param period   how long it lasts; empty for ever
 * @param increase what may be spent beside it for a time
 */
public record Budget(Optional<Money> most, Optional<Money> soft, Optional<Period> period, Optional<Increase> increase) {
    /** A budget that is the same at all times. */
    public Budget(Optional<Money> most, Optional<Money> soft, Optional<Period> period) {
        this(most, soft, period, Optional.empty());
    }

    /**
     * More for a time.
     *
     * @param amount how much
     * @param until  when it ends
     */
    public record Increase(Money amount, Instant until) {}

    /** What may be spent at a time; empty for no bound. */
    public Optional<Money> mostAt(Instant now) {
        return most.map(usual -> increase.filter(more -> more.until().isAfter(now))
                .map(more -> usual.plus(more.amount()))
                .orElse(usual));
    }
}
