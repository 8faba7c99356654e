package dev.switchboard.provider.openai;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.OpenAiWire;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Makes providers for OpenAI's own API. */
public final class OpenAiProviderFactory implements ProviderFactory<OpenAiConfig> {
    private static final List<WellKnownKey> KEYS =
            List.of(new WellKnownKey("OPENAI_API_KEY", "openai", Map.of("api-key", "${env:OPENAI_API_KEY}")));

    @Override
    public String type() {
        return "openai";
    }

    @Override
    public Class<OpenAiConfig> configType() {
        return OpenAiConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, OpenAiConfig config, PluginContext context) {
        Connection connection = new Connection(config.baseUrl(), headers(config), OpenAiQuirks.KNOWN);
        return OpenAiWire.provider(
                connection,
                EnumSet.complementOf(EnumSet.of(OpenAiWire.Capability.RERANK)),
                config.api().orElse(OpenAiWire.ChatApi.AUTO));
    }

    private static Headers headers(OpenAiConfig config) {
        Headers.Builder headers = Headers.builder().add("authorization", "Bearer " + config.apiKey());
        config.organization().ifPresent(value -> headers.add("openai-organization", value));
        config.project().ifPresent(value -> headers.add("openai-project", value));
        config.headers().forEach(headers::set);
        return headers.build();
    }
}
