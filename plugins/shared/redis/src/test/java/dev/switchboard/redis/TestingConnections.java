package dev.switchboard.redis;

import dev.switchboard.redis.testing.TestingRedis;
import java.time.Duration;
import java.util.Optional;

/** Connections to a Redis for tests. */
final class TestingConnections {
    private TestingConnections() {}

    static RedisConnections to(TestingRedis redis) {
        return to(redis.url());
    }

    static RedisConnections to(String url) {
        return new RedisConnections(RedisServer.of(url, Optional.empty(), Optional.empty(), Duration.ofSeconds(3), 4));
    }
}
