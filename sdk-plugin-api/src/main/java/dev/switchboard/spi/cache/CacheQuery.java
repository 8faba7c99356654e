package dev.switchboard.spi.cache;

import dev.switchboard.spi.exchange.ExchangeContext;
import org.osgi.annotation.versioning.ProviderType;

/** What is looked up. */
@ProviderType
public interface CacheQuery {
    /**
     * The whole request as a key: SHA-256 in hexadecimal over the caller's scope, the dialect's wire format, the model and
     * every byte of the body, or what the dialect says makes the question the same. Equal keys mean the same question of the
     * same tenant.
     */
    String key();

    /** The exchange that asks. */
    ExchangeContext exchange();
}
