package dev.switchboard.routing.complexity;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.util.List;

/** Offers the routing strategy {@code complexity}. */
@GatewayPlugin("routing-complexity")
public final class ComplexityPlugin implements Plugin {
    @Override
    public List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of(new ComplexityFactory());
    }
}
