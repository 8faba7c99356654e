package dev.switchboard.routing.leastbusy;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import java.util.List;

/** Offers the routing strategy {@code least-busy}. */
@GatewayPlugin("routing-least-busy")
public final class LeastBusyPlugin implements Plugin {
    @Override
    public List<RoutingStrategyFactory<?>> routingStrategies() {
        return List.of(new LeastBusyFactory());
    }
}
