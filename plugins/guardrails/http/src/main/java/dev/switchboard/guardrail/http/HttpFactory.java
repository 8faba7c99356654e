package dev.switchboard.guardrail.http;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.GuardrailFactory;

/** Makes instances of the guardrail type {@code http}. */
final class HttpFactory implements GuardrailFactory<HttpConfig> {
    @Override
    public String type() {
        return "http";
    }

    @Override
    public Class<HttpConfig> configType() {
        return HttpConfig.class;
    }

    @Override
    public Guardrail create(String name, HttpConfig config, PluginContext context) {
        return new HttpGuardrail(config, context.outbound());
    }
}
