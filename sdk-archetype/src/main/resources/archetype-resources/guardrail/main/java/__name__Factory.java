package ${package};

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.GuardrailFactory;

/** Makes one guardrail for each entry {@code type: ${name.toLowerCase()}} of the configuration. */
final class ${name}Factory implements GuardrailFactory<${name}Config> {
    @Override
    public String type() {
        return "${name.toLowerCase()}";
    }

    @Override
    public Class<${name}Config> configType() {
        return ${name}Config.class;
    }

    @Override
    public Guardrail create(String name, ${name}Config config, PluginContext context) {
        return new ${name}Guardrail(config);
    }
}
