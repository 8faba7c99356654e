package dev.switchboard.guardrail.patterns;

import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Offers the guardrail type {@code patterns}. */
@GatewayPlugin("guardrail-patterns")
public final class PatternsPlugin implements Plugin {
    @Override
    public List<GuardrailFactory<?>> guardrails() {
        return List.of(new PatternsFactory());
    }
}
