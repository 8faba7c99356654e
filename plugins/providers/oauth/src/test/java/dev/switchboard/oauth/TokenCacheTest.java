package dev.switchboard.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.testkit.doubles.TestingContext;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCacheTest {
    @TempDir
    Path directory;

    private final AtomicInteger fetches = new AtomicInteger();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private Instant now = TestingContext.NOW;
    private boolean broken;

    private TokenCache cache() {
        return new TokenCache(this::fetch, new Context(TestingContext.in(directory)));
    }

    private AccessToken fetch() {
        int number = fetches.incrementAndGet();
        if (broken) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "no token");
        }
        return new AccessToken("token-" + number, now.plusSeconds(3600));
    }

    /** Runs background tasks when the test says so, and has a clock that it turns. */
    private final class Context implements PluginContext {
        private final PluginContext usual;

        Context(PluginContext usual) {
            this.usual = usual;
        }

        @Override
        public Logger logger() {
            return usual.logger();
        }

        @Override
        public InstantSource clock() {
            return () -> now;
        }

        @Override
        public Executor executor() {
            return background::add;
        }

        @Override
        public Path dataDirectory() {
            return directory;
        }

        @Override
        public ConcurrentMap<String, Object> handover() {
            return usual.handover();
        }

        @Override
        public Outbound outbound() {
            return usual.outbound();
        }
    }

    @Test
    void aGoodTokenIsKept() {
        TokenCache cache = cache();
        assertEquals("token-1", cache.get().value());
        now = now.plusSeconds(3000);
        assertEquals("token-1", cache.get().value());
        assertEquals(0, background.size());
    }

    @Test
    void shortlyBeforeItsEndOneTaskRenewsItAndNobodyWaits() {
        TokenCache cache = cache();
        cache.get();
        now = now.plusSeconds(3600).minus(RenewingCache.AHEAD).plusSeconds(1);
        assertEquals("token-1", cache.get().value());
        assertEquals("token-1", cache.get().value());
        assertEquals(1, background.size());
        background.remove().run();
        assertEquals("token-2", cache.get().value());
    }

    @Test
    void aFailedRenewalRestsWhileTheTokenIsGood() {
        TokenCache cache = cache();
        cache.get();
        now = now.plusSeconds(3600).minus(RenewingCache.AHEAD).plusSeconds(1);
        broken = true;
        cache.get();
        background.remove().run();
        assertEquals("token-1", cache.get().value());
        assertEquals(0, background.size());
        now = now.plus(RenewingCache.REST).plusSeconds(1);
        assertEquals("token-1", cache.get().value());
        assertEquals(1, background.size());
        now = now.plus(RenewingCache.AHEAD);
        assertThrows(GatewayException.class, cache::get);
    }

    @Test
    void manyThatWaitGetTheSameToken() throws Exception {
        int callers = 20;
        CountDownLatch waiting = new CountDownLatch(1);
        TokenCache cache = new TokenCache(
                () -> {
                    try {
                        waiting.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return fetch();
                },
                new Context(TestingContext.in(directory)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, callers)
                    .mapToObj(i -> threads.submit(cache::get))
                    .toList();
            waiting.countDown();
            for (Future<AccessToken> each : all) {
                assertEquals("token-1", each.get().value());
            }
        }
        assertEquals(1, fetches.get());
    }

    @Test
    void aTokenShowsNothing() {
        assertEquals(
                "AccessToken[until 1970-01-01T00:00:00Z]",
                new AccessToken("secret", Instant.EPOCH.plus(Duration.ZERO)).toString());
    }
}
