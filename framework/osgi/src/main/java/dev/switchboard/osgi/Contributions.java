package dev.switchboard.osgi;

import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.accounts.AccountsFactory;
import dev.switchboard.spi.admission.AdmissionFactory;
import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.callback.CallbackFactory;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.endpoint.HttpEndpointFactory;
import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.identity.IdentityFactory;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.prompt.PromptSourceFactory;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import dev.switchboard.spi.shared.SharedValuesFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a plugin answered when it was asked, once, for what it offers. */
record Contributions(
        List<ProviderFactory<?>> providers,
        List<Dialect> dialects,
        List<RoutingStrategyFactory<?>> routingStrategies,
        List<CacheFactory<?>> caches,
        List<GuardrailFactory<?>> guardrails,
        List<PromptSourceFactory<?>> promptSources,
        List<CallbackFactory<?>> callbacks,
        List<IdentityFactory<?>> identities,
        List<AdmissionFactory<?>> admissions,
        List<AccountsFactory<?>> accounts,
        List<HttpEndpointFactory<?>> endpoints,
        List<SharedValuesFactory<?>> sharedValues,
        List<ConfigFormat> configFormats)
        implements Plugin {

    /** Asks; runs the plugin's code. */
    static Contributions of(Plugin plugin) throws PluginFailure {
        return new Contributions(
                checked("providers", plugin.providers()),
                checked("dialects", plugin.dialects()),
                checked("routingStrategies", plugin.routingStrategies()),
                checked("caches", plugin.caches()),
                checked("guardrails", plugin.guardrails()),
                checked("promptSources", plugin.promptSources()),
                checked("callbacks", plugin.callbacks()),
                checked("identities", plugin.identities()),
                checked("admissions", plugin.admissions()),
                checked("accounts", plugin.accounts()),
                checked("endpoints", plugin.endpoints()),
                checked("sharedValues", plugin.sharedValues()),
                checked("configFormats", plugin.configFormats()));
    }

    // The types forbid null; a plugin that was compiled without a checker can return it all the same.
    private static <T> List<T> checked(String method, @Nullable List<T> answer) throws PluginFailure {
        if (answer == null || answer.stream().anyMatch(Objects::isNull)) {
            throw new PluginFailure("its method " + method + "() returned null (expected: a list without null)");
        }
        return List.copyOf(answer);
    }

    /** Kind and type of each, such as {@code provider acme}; runs the plugin's code. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        addTypes(names, "provider", providers);
        dialects.forEach(dialect -> names.add("dialect " + dialect.name()));
        addTypes(names, "routing strategy", routingStrategies);
        addTypes(names, "cache", caches);
        addTypes(names, "guardrail", guardrails);
        addTypes(names, "prompt source", promptSources);
        addTypes(names, "callback", callbacks);
        addTypes(names, "identity", identities);
        addTypes(names, "admission", admissions);
        addTypes(names, "accounts", accounts);
        addTypes(names, "endpoint", endpoints);
        addTypes(names, "shared values", sharedValues);
        configFormats.forEach(format -> names.add("config format " + format.name()));
        return List.copyOf(names);
    }

    private static void addTypes(List<String> names, String kind, List<? extends ComponentFactory<?, ?>> factories) {
        factories.forEach(factory -> names.add(kind + " " + factory.type()));
    }
}
