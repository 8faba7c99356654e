package dev.switchboard.routing.priority;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.util.List;

/** Offers the routing strategy {@code priority}. */
@GatewayPlugin("routing-priority")
public final class PriorityPlugin implements Plugin {
    @Override
    public List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of(new PriorityFactory());
    }
}
