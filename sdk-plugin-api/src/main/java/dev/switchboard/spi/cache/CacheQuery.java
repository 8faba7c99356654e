package dev.switchboard.spi.cache;

import dev.switchboard.spi.exchange.ExchangeContext;
import org.osgi.annotation.versioning.ProviderType;

/** What is looked up. */
@ProviderType
public interface CacheQuery {
    /**
     * The whole request as a key: SHA-256 in hexadecimal over the caller's scope, the dialect's wire format, the model, the
     * guardrails in force with their versions and settings, and every byte of the body, or what the dialect says makes the
     * question the same. Equal keys mean the same question of the same tenant under the same guardrails.
     */
    String key();

    /** The exchange that asks. */
    ExchangeContext exchange();
}
