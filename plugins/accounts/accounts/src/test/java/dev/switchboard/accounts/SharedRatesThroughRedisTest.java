package dev.switchboard.accounts;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.redis.testing.TestingRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The same limits where gateways share them through a Redis. */
class SharedRatesThroughRedisTest extends SharedRatesTest {
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
    TestingAccounts on(Place.Server database) {
        return TestingAccounts.on(database, redis);
    }
}
