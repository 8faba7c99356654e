package dev.switchboard.cache.memory;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.time.Duration;

/** Settings of one {@code memory} cache. */
public record MemoryCacheConfig(
        @Description("How long a reply is used.") @Default("10m")
        Duration ttl,

        @Description("How much memory the replies may take together, 1KB to 64GB.") @Default("64MB")
        DataSize maxSize,

        @Description("Largest reply that is kept.") @Default("1MB")
        DataSize maxReply) {
    private static final long LEAST = 1L << 10;
    private static final long MOST = 64L << 30;

    /** @throws IllegalArgumentException if a setting is out of its range */
    public MemoryCacheConfig {
        if (!ttl.isPositive()) {
            throw new IllegalArgumentException("ttl: " + ttl.toMillis() + "ms (expected: more than 0ms)");
        }
        if (maxSize.bytes() < LEAST || maxSize.bytes() > MOST) {
            throw new IllegalArgumentException("max-size: " + maxSize + " (expected: 1KB to 64GB)");
        }
    }
}
