package dev.switchboard.redis;

import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.testkit.contract.SharedValuesContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RedisValuesContractTest extends SharedValuesContract {
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
    protected SharedValues create() {
        return new RedisValues(TestingConnections.to(redis), "test");
    }

    @Override
    protected SharedValues another() {
        return create();
    }
}
