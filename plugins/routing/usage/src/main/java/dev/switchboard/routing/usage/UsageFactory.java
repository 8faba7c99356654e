package dev.switchboard.routing.usage;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;

/** Makes {@link UsageStrategy}. */
final class UsageFactory implements RoutingStrategyFactory<UsageConfig> {
    @Override
    public String type() {
        return "usage";
    }

    @Override
    public Class<UsageConfig> configType() {
        return UsageConfig.class;
    }

    @Override
    public RoutingStrategy create(String name, UsageConfig config, PluginContext context) {
        return new UsageStrategy();
    }
}
