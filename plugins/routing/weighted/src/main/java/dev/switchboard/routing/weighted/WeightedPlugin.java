package dev.switchboard.routing.weighted;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.util.List;

/** Offers the routing strategy {@code weighted}. */
@GatewayPlugin("routing-weighted")
public final class WeightedPlugin implements Plugin {
    @Override
    public List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of(new WeightedFactory());
    }
}
