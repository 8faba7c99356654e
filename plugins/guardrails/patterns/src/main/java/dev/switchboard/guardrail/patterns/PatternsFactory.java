package dev.switchboard.guardrail.patterns;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.GuardrailFactory;

/** Makes instances of the guardrail type {@code patterns}. */
final class PatternsFactory implements GuardrailFactory<PatternsConfig> {
    @Override
    public String type() {
        return "patterns";
    }

    @Override
    public Class<PatternsConfig> configType() {
        return PatternsConfig.class;
    }

    @Override
    public Guardrail create(String name, PatternsConfig config, PluginContext context) {
        return new PatternsGuardrail(config);
    }
}
