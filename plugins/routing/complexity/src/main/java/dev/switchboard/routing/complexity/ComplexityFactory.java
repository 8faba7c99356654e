package dev.switchboard.routing.complexity;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link ComplexityStrategy}. */
final class ComplexityFactory implements RoutingStrategyFactory<ComplexityConfig> {
    @Override
    public String type() {
        return "complexity";
    }

    @Override
    public Class<ComplexityConfig> configType() {
        return ComplexityConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, ComplexityConfig config, PluginContext context) {
        return new ComplexityStrategy(config.rules());
    }
}
