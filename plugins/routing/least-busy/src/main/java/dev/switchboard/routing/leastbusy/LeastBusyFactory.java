package dev.switchboard.routing.leastbusy;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link LeastBusyStrategy}. */
final class LeastBusyFactory implements RoutingStrategyFactory<LeastBusyConfig> {
    @Override
    public String type() {
        return "least-busy";
    }

    @Override
    public Class<LeastBusyConfig> configType() {
        return LeastBusyConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, LeastBusyConfig config, PluginContext context) {
        return new LeastBusyStrategy();
    }
}
