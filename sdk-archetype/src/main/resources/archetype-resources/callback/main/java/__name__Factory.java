package ${package};

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.callback.CallbackFactory;

/** Makes one callback for each entry {@code type: ${name.toLowerCase()}} of the configuration. */
final class ${name}Factory implements CallbackFactory<${name}Config> {
    @Override
    public String type() {
        return "${name.toLowerCase()}";
    }

    @Override
    public Class<${name}Config> configType() {
        return ${name}Config.class;
    }

    @Override
    public Callback create(String name, ${name}Config config, PluginContext context) {
        return new ${name}Callback(config, context.dataDirectory());
    }
}
