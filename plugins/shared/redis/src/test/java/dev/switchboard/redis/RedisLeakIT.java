package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.spi.shared.SharedValues.Reading;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingQuery;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RedisLeakIT extends PluginLeakContract {
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
    protected Map<String, Object> settings() {
        return Map.of(
                "url",
                redis.url(),
                "timeout",
                Duration.ofSeconds(3),
                "connections",
                2,
                "prefix",
                "leak",
                "ttl",
                Duration.ofMinutes(1),
                "maxReply",
                DataSize.parse("1KB"));
    }

    @Override
    protected void use(Component instance) {
        switch (instance) {
            case SharedValues values -> {
                Reading reading = values.read(List.of("n"));
                assertEquals(Set.of("n"), values.write(reading.epoch(), Map.of("n", reading.to("n", "text"))));
            }
            case ResponseCache cache -> {
                cache.store(
                        TestingQuery.of("key"),
                        new CachedReply(200, Headers.none(), List.of(Bytes.utf8("{}")), Usage.none()));
                long giveUp = System.nanoTime() + 10_000_000_000L;
                while (cache.find(TestingQuery.of("key")).isEmpty()) {
                    assertTrue(System.nanoTime() - giveUp < 0, "stored and not found");
                }
            }
            default -> throw new AssertionError(instance);
        }
    }
}
