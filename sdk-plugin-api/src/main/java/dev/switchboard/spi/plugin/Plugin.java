package dev.switchboard.spi.plugin;

import dev.switchboard.spi.accounts.AccountsFactory;
import dev.switchboard.spi.admission.AdmissionFactory;
import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.callback.CallbackFactory;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.endpoint.HttpEndpointFactory;
import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.identity.IdentityFactory;
import dev.switchboard.spi.prompt.PromptSourceFactory;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import dev.switchboard.spi.shared.SharedValuesFactory;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A bag of what a bundle offers; every method has an empty default. Each is called once, when the bundle starts; what they
 * return must not change afterwards. Constructors and methods must return quickly and touch nothing outside.
 */
@ConsumerType
public interface Plugin {
    /** Ways to reach models. */
    default List<ProviderFactory<?>> providers() {
        return List.of();
    }

    /** Formats that callers speak. They need no configuration and serve from the moment the bundle is published. */
    default List<Dialect> dialects() {
        return List.of();
    }

    /** Ways to choose among targets. */
    default List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of();
    }

    /** Stores of replies. */
    default List<CacheFactory<?>> caches() {
        return List.of();
    }

    /** Checks of what goes in and out. */
    default List<GuardrailFactory<?>> guardrails() {
        return List.of();
    }

    /** Stores of prompts. */
    default List<PromptSourceFactory<?>> promptSources() {
        return List.of();
    }

    /** Receivers of reports on finished exchanges. */
    default List<CallbackFactory<?>> callbacks() {
        return List.of();
    }

    /** Ways to know who calls. */
    default List<IdentityFactory<?>> identities() {
        return List.of();
    }

    /** Limits on what a caller may do. */
    default List<AdmissionFactory<?>> admissions() {
        return List.of();
    }

    /** Pages and calls beside the dialects. */
    default List<HttpEndpointFactory<?>> endpoints() {
        return List.of();
    }

    /** Keys, limits and budgets of callers in one. */
    default List<AccountsFactory<?>> accounts() {
        return List.of();
    }

    /** Values that gateways share. */
    default List<SharedValuesFactory<?>> sharedValues() {
        return List.of();
    }

    /** Foreign formats of the configuration file. */
    default List<ConfigFormat> configFormats() {
        return List.of();
    }
}
