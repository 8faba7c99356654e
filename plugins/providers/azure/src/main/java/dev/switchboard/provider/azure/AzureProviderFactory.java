package dev.switchboard.provider.azure;

import dev.switchboard.oauth.AuthorizedProvider;
import dev.switchboard.oauth.BearerTokens;
import dev.switchboard.oauth.TokenCache;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.OpenAiWire;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes providers for OpenAI's models on Azure. */
public final class AzureProviderFactory implements ProviderFactory<AzureConfig> {
    /** From here on the API by deployments knows {@code stream_options} and {@code max_completion_tokens}. */
    private static final String MODERN = "2024-09-01-preview";

    private final Map<String, String> variables;

    /** Makes providers in this process's environment. */
    public AzureProviderFactory() {
        this(System.getenv());
    }

    AzureProviderFactory(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public String type() {
        return "azure";
    }

    @Override
    public Class<AzureConfig> configType() {
        return AzureConfig.class;
    }

    @Override
    public Provider create(String name, AzureConfig config, PluginContext context) {
        Headers.Builder headers = Headers.builder();
        config.apiKey().ifPresent(key -> headers.add("api-key", key));
        config.headers().forEach(headers::set);
        String origin =
                config.endpoint().getScheme() + "://" + config.endpoint().getRawAuthority();
        Connection connection = config.apiVersion()
                .map(version -> new Connection(
                        URI.create(origin + "/openai?api-version=" + version),
                        headers.build(),
                        quirks(version),
                        Optional.of("/deployments/")))
                .orElseGet(
                        () -> new Connection(URI.create(origin + "/openai/v1"), headers.build(), OpenAiQuirks.KNOWN));
        Provider provider = OpenAiWire.provider(connection, capabilities(config));
        return config.entra()
                .map(entra -> authorized(provider, EntraTokens.of(entra, variables, context), context))
                .orElse(provider);
    }

    private static Provider authorized(Provider provider, EntraTokens tokens, PluginContext context) {
        BearerTokens bearer = new BearerTokens(new TokenCache(tokens.source(), context));
        Set<URI> services = tokens.endpoint().stream().collect(Collectors.toSet());
        Set<URI> destinations = new HashSet<>(provider.destinations());
        if (!tokens.ofTheMachine()) {
            destinations.addAll(services);
        }
        return new AuthorizedProvider(
                provider.abilities(), destinations, tokens.ofTheMachine() ? services : Set.of(), bearer::authorize);
    }

    private static Set<Capability> capabilities(AzureConfig config) {
        if (!config.capabilities().isEmpty()) {
            return EnumSet.copyOf(config.capabilities());
        }
        Set<Capability> all = EnumSet.of(Capability.CHAT, Capability.COMPLETIONS, Capability.EMBEDDINGS);
        if (config.apiVersion().isEmpty()) {
            all.add(Capability.RESPONSES); // only the v1 API has them
        }
        return all;
    }

    private static Quirks quirks(String version) {
        return version.compareTo(MODERN) >= 0
                ? OpenAiQuirks.KNOWN
                : OpenAiQuirks.KNOWN.toBuilder()
                        .streamUsage(Quirks.StreamUsage.UNASKED)
                        .outputLimit("max_tokens")
                        .developerRole(false)
                        .build();
    }
}
