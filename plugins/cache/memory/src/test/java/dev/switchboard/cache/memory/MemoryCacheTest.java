package dev.switchboard.cache.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryCacheTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private record Query(String key) implements CacheQuery {
        @Override
        public ExchangeContext exchange() {
            return TestingExchange.chat("m");
        }
    }

    private MemoryCache cache(String maxSize, String maxReply) {
        return new MemoryCache(
                new MemoryCacheConfig(Duration.ofMinutes(1), DataSize.parse(maxSize), DataSize.parse(maxReply)),
                now::get);
    }

    private static CachedReply reply(int size) {
        return new CachedReply(
                200, Headers.of("content-type", "application/json"), List.of(Bytes.wrap(new byte[size])), Usage.none());
    }

    @Test
    void findsWhatWasStoredUnderTheSameKeyOnly() {
        MemoryCache cache = cache("1MB", "1MB");
        CachedReply reply = reply(10);
        cache.store(new Query("a"), reply);

        assertEquals(reply, cache.find(new Query("a")).orElseThrow());
        assertTrue(cache.find(new Query("b")).isEmpty());
    }

    @Test
    void forgetsWhatIsTooOld() {
        MemoryCache cache = cache("1MB", "1MB");
        cache.store(new Query("a"), reply(10));
        now.set(Instant.EPOCH.plusSeconds(59));
        assertTrue(cache.find(new Query("a")).isPresent());
        now.set(Instant.EPOCH.plusSeconds(61));
        assertTrue(cache.find(new Query("a")).isEmpty());
    }

    @Test
    void doesNotKeepWhatIsTooLarge() {
        MemoryCache cache = cache("1MB", "1KB");
        cache.store(new Query("a"), reply(1025));
        assertTrue(cache.find(new Query("a")).isEmpty());
    }

    @Test
    void staysWithinItsSize() {
        MemoryCache cache = cache("100KB", "10KB");
        for (int i = 0; i < 1_000; i++) {
            cache.store(new Query("k" + i), reply(9_000));
        }
        long kept = 0;
        for (int i = 0; i < 1_000; i++) {
            kept += cache.find(new Query("k" + i)).isPresent() ? 1 : 0;
        }
        assertTrue(kept >= 1 && kept <= 11, () -> "kept more than fits");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MemoryCacheConfig(Duration.ZERO, DataSize.parse("1MB"), DataSize.parse("1MB")));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MemoryCacheConfig(Duration.ofSeconds(1), DataSize.parse("1B"), DataSize.parse("1MB")));
    }
}
