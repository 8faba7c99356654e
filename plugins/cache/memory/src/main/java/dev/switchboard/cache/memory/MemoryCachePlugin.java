package dev.switchboard.cache.memory;

import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Offers the cache type {@code memory}. */
@GatewayPlugin("cache-memory")
public final class MemoryCachePlugin implements Plugin {
    @Override
    public List<CacheFactory<?>> caches() {
        return List.of(new MemoryCacheFactory());
    }
}
