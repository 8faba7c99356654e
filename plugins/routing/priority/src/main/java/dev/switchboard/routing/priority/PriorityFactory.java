package dev.switchboard.routing.priority;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link PriorityStrategy}. */
final class PriorityFactory implements RoutingStrategyFactory<PriorityConfig> {
    @Override
    public String type() {
        return "priority";
    }

    @Override
    public Class<PriorityConfig> configType() {
        return PriorityConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, PriorityConfig config, PluginContext context) {
        return new PriorityStrategy();
    }
}
