package ${package};

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;

/** Makes one provider for each entry {@code type: ${name.toLowerCase()}} of the configuration. */
final class ${name}Factory implements ProviderFactory<${name}Config> {
    @Override
    public String type() {
        return "${name.toLowerCase()}";
    }

    @Override
    public Class<${name}Config> configType() {
        return ${name}Config.class;
    }

    @Override
    public Provider create(String name, ${name}Config config, PluginContext context) {
        return new ${name}Provider(config);
    }
}
