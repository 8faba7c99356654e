package dev.switchboard.redis;

import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.testkit.contract.CacheContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RedisCacheContractTest extends CacheContract {
    private TestingRedis redis;

    @BeforeEach
    void start() {
        redis = TestingRedis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Override
    protected ResponseCache create() {
        RedisCacheConfig config = RedisCacheTest.config(redis.url(), "10m");
        return new RedisCache(
                config, new RedisConnections(config.server()), Runnable::run, System.getLogger("cache-under-test"));
    }
}
