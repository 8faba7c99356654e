package dev.switchboard.routing.latency;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.util.List;

/** Offers the routing strategy {@code latency}. */
@GatewayPlugin("routing-latency")
public final class LatencyPlugin implements Plugin {
    @Override
    public List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of(new LatencyFactory());
    }
}
