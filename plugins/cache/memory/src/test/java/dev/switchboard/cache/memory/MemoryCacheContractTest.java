package dev.switchboard.cache.memory;

import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.testkit.contract.CacheContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.time.Duration;
import java.time.InstantSource;

class MemoryCacheContractTest extends CacheContract {
    @Override
    protected ResponseCache create() {
        MemoryCacheConfig config =
                new MemoryCacheConfig(Duration.ofMinutes(10), DataSize.parse("64MB"), DataSize.parse("1MB"));
        return new MemoryCache(config, InstantSource.fixed(TestingContext.NOW));
    }
}
