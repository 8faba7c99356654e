package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.pricing.ServiceTier;
import dev.switchboard.accounts.pricing.Terms;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;

/**
 * On which terms an attempt is priced: the region of its target, and the tier of service. Which one served a call its reply says,
 * and by saying nothing that it was the ordinary one; what the caller asked for counts as long as there is no reply.
 *
 * @param asked of the tier that the caller asked for
 * @param told  of what goes without saying in a reply
 */
record CallTerms(Terms asked, Terms told) {
    /** The terms of an attempt at a target. */
    static CallTerms of(ExchangeContext exchange, Target target) {
        Optional<String> region = Optional.ofNullable(target.info().get("region"))
                .filter(value -> value.text().startsWith("\""))
                .map(JsonText::asString);
        Terms told = region.isEmpty() ? Terms.STANDARD : new Terms(ServiceTier.STANDARD, region);
        return new CallTerms(
                exchange.serviceTier()
                        .flatMap(ServiceTier::of)
                        .map(tier -> new Terms(tier, region))
                        .orElse(told),
                told);
    }

    /** Those of what was used: an estimate knows no reply. */
    Terms of(Usage usage) {
        return usage.estimated() ? asked : told;
    }

    /** Those of the most that it can cost: what is cheaper is not promised, what is dearer may come. */
    Terms most() {
        return asked.tier() == ServiceTier.PRIORITY ? asked : told;
    }
}
