package dev.switchboard.spi.example;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import java.util.List;
import java.util.Map;

// @start region="factory"
/** Makes one provider for each entry {@code type: acme} of the configuration. */
public final class AcmeProviderFactory implements ProviderFactory<AcmeConfig> {
    @Override
    public String type() {
        return "acme";
    }

    @Override
    public Class<AcmeConfig> configType() {
        return AcmeConfig.class;
    }

    @Override
    public Provider create(String name, AcmeConfig config, PluginContext context) {
        return new AcmeProvider(config);
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return List.of(new WellKnownKey("ACME_API_KEY", "acme", Map.of("api-key", "${env:ACME_API_KEY}")));
    }
}
// @end
