package dev.switchboard.spi.example;

import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import java.util.LinkedHashMap;
import java.util.Optional;

// @start region="cache"
/** Keeps the replies that were asked for last. */
final class MemoryCache implements ResponseCache {
    private final int capacity;
    private final LinkedHashMap<String, CachedReply> replies = new LinkedHashMap<>(16, 0.75f, true);

    MemoryCache(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Optional<CachedReply> find(CacheQuery query) {
        return Optional.ofNullable(replies.get(query.key()));
    }

    @Override
    public synchronized void store(CacheQuery query, CachedReply reply) {
        replies.put(query.key(), reply);
        if (replies.size() > capacity) {
            replies.pollFirstEntry();
        }
    }
}
// @end
