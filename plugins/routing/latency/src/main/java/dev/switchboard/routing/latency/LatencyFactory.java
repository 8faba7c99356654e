package dev.switchboard.routing.latency;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link LatencyStrategy}. */
final class LatencyFactory implements RoutingStrategyFactory<LatencyConfig> {
    @Override
    public String type() {
        return "latency";
    }

    @Override
    public Class<LatencyConfig> configType() {
        return LatencyConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, LatencyConfig config, PluginContext context) {
        return new LatencyStrategy(config.tokens());
    }
}
