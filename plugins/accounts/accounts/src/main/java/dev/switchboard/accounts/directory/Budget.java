package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.util.Optional;

/**
 * What may be spent.
 *
 * @param most   at which no more calls are let in; empty for none
 * @param soft   at which the operator is told; empty for none
 * @param period how long it lasts; empty for ever
 */
public record Budget(Optional<Money> most, Optional<Money> soft, Optional<Period> period) {}
