package dev.switchboard.routing.cost;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link CostStrategy}. */
final class CostFactory implements RoutingStrategyFactory<CostConfig> {
    @Override
    public String type() {
        return "cost";
    }

    @Override
    public Class<CostConfig> configType() {
        return CostConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, CostConfig config, PluginContext context) {
        return new CostStrategy(config.outputShare());
    }
}
