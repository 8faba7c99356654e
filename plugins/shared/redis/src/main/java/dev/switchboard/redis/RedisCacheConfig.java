package dev.switchboard.redis;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.time.Duration;
import java.util.Optional;

/** Settings of one {@code redis} cache. */
public record RedisCacheConfig(
        @Description("The server: redis://HOST:PORT/DATABASE, or rediss:// for TLS.") @Secret
        String url,

        @Description("An ACL user, in place of the URL's.") Optional<String> user,

        @Description("The password, in place of the URL's.") @Secret
        Optional<String> password,

        @Description("How long connecting, an answer and a free connection may each take, up to 3s; a call waits no"
                + " longer for the cache.")
        @Default("250ms")
        Duration timeout,

        @Description("The most connections to it, 1 to 100.") @Default("16")
        int connections,

        @Description("What the names of all keys begin with.") @Default("switchboard")
        String prefix,

        @Description("How long a reply is used.") @Default("10m")
        Duration ttl,

        @Description("Largest reply that is kept, up to 64MB.") @Default("1MB")
        DataSize maxReply) {
    private static final long MOST = 64L << 20;

    /** @throws IllegalArgumentException if a setting is out of its range */
    public RedisCacheConfig {
        RedisServer.of(url, user, password, timeout, connections);
        RedisValuesConfig.checkPrefix(prefix);
        if (!ttl.isPositive()) {
            throw new IllegalArgumentException("ttl: " + ttl.toMillis() + "ms (expected: more than 0ms)");
        }
        if (maxReply.bytes() > MOST) {
            throw new IllegalArgumentException("max-reply: " + maxReply + " (expected: up to 64MB)");
        }
    }

    RedisServer server() {
        return RedisServer.of(url, user, password, timeout, connections);
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "RedisCacheConfig[" + server() + ", prefix=" + prefix + ", ttl=" + ttl + "]";
    }
}
