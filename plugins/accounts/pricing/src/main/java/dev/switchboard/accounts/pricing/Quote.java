package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage;
import java.util.Optional;

/** What is known of the prices of a target. */
public sealed interface Quote {
    /** What a call cost. Nothing used costs nothing, whatever the price. */
    Cost cost(Usage usage, Terms terms);

    /**
     * The most that a call can cost; see {@link PriceSheet#upperBound}. Empty if that is not known.
     *
     * @param bound no bucket's side is used more than this says
     */
    Optional<Money> upperBound(Usage bound, Terms terms);

    /** There is a sheet. */
    record Priced(PriceSheet sheet) implements Quote {
        @Override
        public Cost cost(Usage usage, Terms terms) {
            return sheet.cost(usage, terms);
        }

        @Override
        public Optional<Money> upperBound(Usage bound, Terms terms) {
            return sheet.upperBound(bound, terms);
        }
    }

    /**
     * There is none.
     *
     * @param reason why, and what to do about it, in a sentence
     */
    record Unpriced(String reason) implements Quote {
        @Override
        public Cost cost(Usage usage, Terms terms) {
            return usage.isNone() ? PriceSheet.nothing("") : new Cost.Unpriced(reason, Money.ZERO);
        }

        @Override
        public Optional<Money> upperBound(Usage bound, Terms terms) {
            return Optional.empty();
        }
    }
}
