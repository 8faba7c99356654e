package dev.switchboard.cache.memory;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.cache.ResponseCache;

/** Makes instances of the cache type {@code memory}. */
final class MemoryCacheFactory implements CacheFactory<MemoryCacheConfig> {
    @Override
    public String type() {
        return "memory";
    }

    @Override
    public Class<MemoryCacheConfig> configType() {
        return MemoryCacheConfig.class;
    }

    @Override
    public ResponseCache create(String name, MemoryCacheConfig config, PluginContext context) {
        return new MemoryCache(config, context.clock());
    }
}
