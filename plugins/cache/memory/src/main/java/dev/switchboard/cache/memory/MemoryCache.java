package dev.switchboard.cache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Replies to exactly repeated requests of the same caller, in memory, bounded by size and age. The least used leave first.
 */
final class MemoryCache implements ResponseCache {
    /** What an entry costs beside the bytes of its reply: key, headers, list, the library's own records. */
    private static final int OVERHEAD_BYTES = 512;

    private final long maxReply;
    private final Cache<String, CachedReply> replies;

    MemoryCache(MemoryCacheConfig config, InstantSource clock) {
        maxReply = config.maxReply().bytes();
        replies = Caffeine.newBuilder()
                .maximumWeight(config.maxSize().bytes())
                .weigher((String key, CachedReply reply) ->
                        (int) Math.min(Integer.MAX_VALUE, size(reply) + OVERHEAD_BYTES))
                .expireAfterWrite(config.ttl())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                // The caller's thread tidies up: no thread of ours keeps a replaced bundle alive.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<CachedReply> find(CacheQuery query) {
        return Optional.ofNullable(replies.getIfPresent(query.key()));
    }

    @Override
    public void store(CacheQuery query, CachedReply reply) {
        if (size(reply) <= maxReply) {
            replies.put(query.key(), reply);
        }
    }

    @Override
    public void close() {
        replies.invalidateAll();
    }

    private static long size(CachedReply reply) {
        return reply.parts().stream().mapToLong(part -> part.length()).sum();
    }
}
