package dev.switchboard.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachingTest {
    private static final CachedReply REPLY =
            new CachedReply(200, Headers.none(), List.of(Bytes.utf8("a"), Bytes.utf8("b")), Usage.none());

    private final TestingExchange exchange = TestingExchange.chat("m");

    /** Keeps replies, unless it is broken. */
    private static final class TestingCache implements ResponseCache {
        private final Map<String, CachedReply> kept = new HashMap<>();
        private boolean broken;

        @Override
        public Optional<CachedReply> find(CacheQuery query) {
            fail();
            return Optional.ofNullable(kept.get(query.key()));
        }

        @Override
        public void store(CacheQuery query, CachedReply reply) {
            fail();
            kept.put(query.key(), reply);
        }

        private void fail() {
            if (broken) {
                throw new IllegalStateException("told to fail");
            }
        }
    }

    private record TestingGuardrail() implements Guardrail {
        @Override
        public Set<Stage> stages() {
            return Set.of(Stage.REPLY);
        }
    }

    private static Instance<Guardrail> guardrail(String revision) {
        return TestingParts.instance("guard", revision, new TestingGuardrail(), FailureMode.BLOCK);
    }

    private Caching caching(TestingCache... caches) {
        List<Instance<ResponseCache>> instances = new ArrayList<>();
        for (TestingCache cache : caches) {
            instances.add(TestingParts.instance("cache" + instances.size(), cache, FailureMode.PASS));
        }
        return new Caching(instances, List.of(), exchange, "wire", () -> Bytes.utf8("{}"));
    }

    private static TestingExchange exchange(String caller, String model) {
        return new TestingExchange(
                "other id",
                Caller.builder(caller).build(),
                model,
                "chat",
                true,
                CallOptions.NONE,
                Optional.empty(),
                new ArrayList<>());
    }

    private static String key(TestingExchange asking, List<Instance<Guardrail>> guardrails, String wire, String body) {
        TestingCache cache = new TestingCache();
        new Caching(
                        List.of(TestingParts.instance("cache", cache, FailureMode.PASS)),
                        guardrails,
                        asking,
                        wire,
                        () -> Bytes.utf8(body))
                .store(REPLY);
        return cache.kept.keySet().iterator().next();
    }

    @Test
    void theSameQuestionHasTheSameKey() {
        String key = key(exchange("a", "m"), List.of(guardrail("1")), "wire", "{}");
        assertEquals(64, key.length());
        assertEquals(key, key(exchange("a", "m"), List.of(guardrail("1")), "wire", "{}"));
    }

    @Test
    void theKeyVariesWithCallerModelFormatAndBody() {
        assertEquals(
                6,
                Set.of(
                                key(exchange("a", "m"), List.of(), "wire", "{}"),
                                key(exchange("b", "m"), List.of(), "wire", "{}"),
                                key(exchange("a", "n"), List.of(), "wire", "{}"),
                                key(exchange("am", ""), List.of(), "wire", "{}"),
                                key(exchange("a", "m"), List.of(), "other", "{}"),
                                key(exchange("a", "m"), List.of(), "wire", "{ }"))
                        .size());
    }

    @Test
    void theKeyVariesWithTheGuardrails() {
        TestingExchange asking = exchange("a", "m");
        String before = key(asking, List.of(), "wire", "{}");
        String added = key(asking, List.of(guardrail("1")), "wire", "{}");
        String changed = key(asking, List.of(guardrail("2")), "wire", "{}");
        String both = key(asking, List.of(guardrail("1"), guardrail("2")), "wire", "{}");
        String inOtherOrder = key(asking, List.of(guardrail("2"), guardrail("1")), "wire", "{}");
        assertEquals(5, Set.of(before, added, changed, both, inOtherOrder).size());
    }

    @Test
    void withoutCachesNothingIsLookedUp() {
        assertFalse(caching().isActive());
        assertEquals(Optional.empty(), caching().find());
    }

    @Test
    void theFirstCacheThatHasTheReplyAnswersAndSaysSo() {
        TestingCache first = new TestingCache();
        TestingCache second = new TestingCache();
        caching(second).store(REPLY);
        Caching both = caching(first, second);
        assertTrue(both.isActive());
        assertEquals(Optional.of(REPLY), both.find());
        assertEquals(List.of(new Decision("cache", "cache1", "hit")), exchange.decisions());
    }

    @Test
    void aMissIsNoDecision() {
        assertEquals(Optional.empty(), caching(new TestingCache()).find());
        assertEquals(List.of(), exchange.decisions());
    }

    @Test
    void aReplyIsKeptInEveryCachePartByPart() {
        TestingCache first = new TestingCache();
        TestingCache second = new TestingCache();
        caching(first, second).store(REPLY);
        assertEquals(first.kept, second.kept);
        assertEquals(List.of(REPLY), List.copyOf(first.kept.values()));
    }

    @Test
    void aBrokenCacheCountsAsOneThatHasNothing() {
        TestingCache broken = new TestingCache();
        broken.broken = true;
        TestingCache working = new TestingCache();
        Caching caching = caching(broken, working);
        caching.store(REPLY);
        assertEquals(Optional.of(REPLY), caching.find());
        assertEquals(
                List.of(
                        new Decision("cache", "cache0", "store failed: IllegalStateException"),
                        new Decision("cache", "cache0", "look-up failed: IllegalStateException"),
                        new Decision("cache", "cache1", "hit")),
                exchange.decisions());
    }
}
