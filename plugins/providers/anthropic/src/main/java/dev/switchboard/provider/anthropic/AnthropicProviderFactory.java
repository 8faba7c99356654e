package dev.switchboard.provider.anthropic;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.Server;
import java.util.List;
import java.util.Map;

/** Makes providers for Anthropic's own API. */
public final class AnthropicProviderFactory implements ProviderFactory<AnthropicConfig> {
    private static final List<WellKnownKey> KEYS =
            List.of(new WellKnownKey("ANTHROPIC_API_KEY", "anthropic", Map.of("api-key", "${env:ANTHROPIC_API_KEY}")));

    @Override
    public String type() {
        return "anthropic";
    }

    @Override
    public Class<AnthropicConfig> configType() {
        return AnthropicConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, AnthropicConfig config, PluginContext context) {
        Abilities abilities = AnthropicWire.abilities(
                new Server(config.baseUrl(), headers(config), fallbackHeaders(config), config.defaultMaxTokens()));
        return Provider.of(abilities, config.baseUrl());
    }

    private static Headers headers(AnthropicConfig config) {
        Headers.Builder headers = Headers.builder().add("x-api-key", config.apiKey());
        config.headers().forEach(headers::set);
        return headers.build();
    }

    private static Headers fallbackHeaders(AnthropicConfig config) {
        Headers.Builder headers = Headers.builder().add("anthropic-version", config.version());
        if (!config.betas().isEmpty()) {
            headers.add("anthropic-beta", String.join(",", config.betas()));
        }
        return headers.build();
    }
}
