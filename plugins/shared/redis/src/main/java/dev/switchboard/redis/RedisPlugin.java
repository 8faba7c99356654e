package dev.switchboard.redis;

import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.shared.SharedValuesFactory;
import java.util.List;

/** Offers shared values and caches of the type {@code redis}. */
@GatewayPlugin("redis")
public final class RedisPlugin implements Plugin {
    @Override
    public List<SharedValuesFactory<?>> sharedValues() {
        return List.of(new RedisValuesFactory());
    }

    @Override
    public List<CacheFactory<?>> caches() {
        return List.of(new RedisCacheFactory());
    }
}
