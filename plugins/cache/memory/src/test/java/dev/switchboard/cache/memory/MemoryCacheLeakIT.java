package dev.switchboard.cache.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingExchange;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class MemoryCacheLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "ttl", Duration.ofMinutes(1), "maxSize", DataSize.parse("1MB"), "maxReply", DataSize.parse("1KB"));
    }

    @Override
    protected void use(Component instance) {
        if (instance instanceof ResponseCache cache) {
            CacheQuery query = new Query("key", TestingExchange.chat("m"));
            cache.store(query, new CachedReply(200, Headers.none(), List.of(Bytes.utf8("{}")), Usage.none()));
            assertTrue(cache.find(query).isPresent());
        }
    }

    private record Query(String key, ExchangeContext exchange) implements CacheQuery {}
}
