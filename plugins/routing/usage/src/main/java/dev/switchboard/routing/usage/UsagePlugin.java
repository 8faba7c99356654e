package dev.switchboard.routing.usage;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.util.List;

/** Offers the routing strategy {@code usage}. */
@GatewayPlugin("routing-usage")
public final class UsagePlugin implements Plugin {
    @Override
    public List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of(new UsageFactory());
    }
}
