package ${package};

import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** What the bundle offers; the gateway finds it by the annotation. */
@GatewayPlugin("${artifactId}")
public final class ${name}Plugin implements Plugin {
    @Override
    public List<GuardrailFactory<?>> guardrails() {
        return List.of(new ${name}Factory());
    }
}
