package dev.switchboard.redis;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.cache.ResponseCache;

/** Makes instances of the cache type {@code redis}. */
final class RedisCacheFactory implements CacheFactory<RedisCacheConfig> {
    @Override
    public String type() {
        return "redis";
    }

    @Override
    public Class<RedisCacheConfig> configType() {
        return RedisCacheConfig.class;
    }

    @Override
    public ResponseCache create(String name, RedisCacheConfig config, PluginContext context) {
        return new RedisCache(config, new RedisConnections(config.server()), context.executor(), context.logger());
    }
}
