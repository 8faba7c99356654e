package dev.switchboard.redis;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.spi.shared.SharedValuesFactory;

/** Makes shared values of the type {@code redis}. */
final class RedisValuesFactory implements SharedValuesFactory<RedisValuesConfig> {
    @Override
    public String type() {
        return "redis";
    }

    @Override
    public Class<RedisValuesConfig> configType() {
        return RedisValuesConfig.class;
    }

    @Override
    public SharedValues create(String name, RedisValuesConfig config, PluginContext context) {
        return new RedisValues(new RedisConnections(config.server()), config.prefix());
    }
}
