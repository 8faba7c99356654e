package dev.switchboard.routing.weighted;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link WeightedStrategy}. */
final class WeightedFactory implements RoutingStrategyFactory<WeightedConfig> {
    @Override
    public String type() {
        return "weighted";
    }

    @Override
    public Class<WeightedConfig> configType() {
        return WeightedConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, WeightedConfig config, PluginContext context) {
        return new WeightedStrategy();
    }
}
