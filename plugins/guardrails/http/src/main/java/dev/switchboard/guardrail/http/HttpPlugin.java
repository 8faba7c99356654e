package dev.switchboard.guardrail.http;

import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Offers the guardrail type {@code http}. */
@GatewayPlugin("guardrail-http")
public final class HttpPlugin implements Plugin {
    @Override
    public List<GuardrailFactory<?>> guardrails() {
        return List.of(new HttpFactory());
    }
}
