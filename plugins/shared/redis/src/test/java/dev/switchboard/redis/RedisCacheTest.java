package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisCacheTest {
    private static final String KEY = "%064x".formatted(7);

    private TestingRedis redis;

    @BeforeEach
    void start() {
        redis = TestingRedis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    /** @param ttl such as 10m */
    static RedisCacheConfig config(String url, String ttl) {
        return new RedisCacheConfig(
                url,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(3),
                16,
                "test",
                Duration.parse("PT" + ttl),
                DataSize.parse("1MB"));
    }

    /** One that stores on the calling thread. */
    private RedisCache cache(String ttl) {
        RedisCacheConfig config = config(redis.url(), ttl);
        return new RedisCache(
                config, new RedisConnections(config.server()), Runnable::run, System.getLogger("cache-under-test"));
    }

    private static CachedReply reply(String text) {
        return new CachedReply(
                200, Headers.of("content-type", "application/json"), List.of(Bytes.utf8(text)), Usage.none());
    }

    @Test
    void gatewaysShareWhatTheyKeep() {
        try (ResponseCache one = cache("10m");
                ResponseCache two = cache("10m")) {
            one.store(TestingQuery.of(KEY), reply("{}"));
            assertEquals(
                    reply("{}").parts(),
                    two.find(TestingQuery.of(KEY)).orElseThrow().parts());
        }
    }

    @Test
    void repliesExpire() {
        try (ResponseCache cache = cache("10m");
                Jedis direct = new Jedis(redis.url())) {
            cache.store(TestingQuery.of(KEY), reply("{}"));
            long left = direct.pttl("test:reply:" + KEY);
            assertTrue(left > 0 && left <= 600_000, left + " ms");
        }
    }

    @Test
    void whatIsTooLargeOrUnreadableIsNotThere() {
        try (ResponseCache cache = cache("10m");
                Jedis direct = new Jedis(redis.url())) {
            cache.store(TestingQuery.of(KEY), reply("x".repeat(1_048_577)));
            assertEquals(Optional.empty(), cache.find(TestingQuery.of(KEY)));
            direct.set("test:reply:" + KEY, "what somebody else wrote");
            assertEquals(Optional.empty(), cache.find(TestingQuery.of(KEY)));
        }
    }

    @Test
    void serverThatIsAwayIsAMissAndComesBack() {
        try (ResponseCache cache = cache("10m")) {
            cache.store(TestingQuery.of(KEY), reply("{}"));
            redis.kill();
            for (int i = 0; i < 10; i++) {
                assertEquals(Optional.empty(), cache.find(TestingQuery.of(KEY)));
                cache.store(TestingQuery.of(KEY), reply("{}"));
            }
            redis.restart();
            long giveUp = System.nanoTime() + 30_000_000_000L;
            do {
                assertTrue(System.nanoTime() - giveUp < 0, "never back");
                cache.store(TestingQuery.of(KEY), reply("{}"));
            } while (cache.find(TestingQuery.of(KEY)).isEmpty());
        }
    }
}
