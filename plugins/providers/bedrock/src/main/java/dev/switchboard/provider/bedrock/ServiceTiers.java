package dev.switchboard.provider.bedrock;

import dev.switchboard.spi.wire.Changes;
import java.util.Optional;

/** Bedrock's words for tiers of service. */
public final class ServiceTiers {
    private ServiceTiers() {}

    /** The word for a caller's; empty for what is usual, or for a tier that Bedrock does not have, which is noted. */
    public static Optional<String> of(Optional<String> tier, Changes changes) {
        return tier.flatMap(word -> switch (word) {
            case "auto" -> Optional.empty();
            case "default", "standard_only" -> Optional.of("default");
            case "flex", "priority", "reserved" -> Optional.of(word);
            default -> {
                changes.dropped("service_tier", "the chosen provider has no such tier");
                yield Optional.empty();
            }
        });
    }
}
