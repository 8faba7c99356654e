package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every cache must do: give back what was kept, whole and under its own key only. A cache may keep or drop what it likes;
 * what it gives is always what was stored.
 */
public abstract class CacheContract extends ComponentContract<ResponseCache> {
    /** How long a store that works in the background may take. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** Whether a small reply that was just stored is found: not so for a cache that samples, or keeps nothing for now. */
    protected boolean keepsSmallReplies() {
        return true;
    }

    @Test
    void hasNothingAtFirst() {
        assertEquals(Optional.empty(), component().find(TestingQuery.of(key(1))));
    }

    @Test
    void givesBackWhatWasStored() {
        assertKept(key(1), reply(200, "{\"answer\":1}"));
    }

    @Test
    void keepsTheCutsOfAStream() {
        assertKept(key(1), reply(200, "data: 1\n\n", "data: 2\n\n", "data: [DONE]\n\n"));
    }

    @Test
    void keepsBytesThatAreNoText() {
        CachedReply sound = new CachedReply(
                200,
                Headers.of("content-type", "audio/mpeg"),
                List.of(Bytes.wrap(new byte[] {(byte) 0xFF, 0, '\n', (byte) 0xC3})),
                Usage.none());
        assertKept(key(1), sound);
    }

    @Test
    void keepsQuestionsApart() {
        assertKept(key(1), reply(200, "one"));
        assertKept(key(2), reply(200, "two"));
        assertEquals(Optional.empty(), component().find(TestingQuery.of(key(3))));
    }

    @Test
    void theLatestReplyToAQuestionCounts() {
        assertKept(key(1), reply(200, "first"));
        component().store(TestingQuery.of(key(1)), reply(200, "second"));
        awaitText(key(1), "second");
    }

    /** Kept or not: a reply that is found is never half of one. */
    @Test
    void bearsAReplyOfAnySize() {
        CachedReply huge = reply(200, "x".repeat(5_000_000));
        component().store(TestingQuery.of(key(1)), huge);
        component().store(TestingQuery.of(key(2)), reply(200));
        component()
                .find(TestingQuery.of(key(1)))
                .ifPresent(
                        found -> assertEquals(text(huge).length(), text(found).length()));
        component().find(TestingQuery.of(key(2))).ifPresent(found -> assertEquals("", text(found)));
    }

    @Test
    void servesManyThreadsAtOnce() throws InterruptedException {
        ResponseCache cache = component();
        Crowd.assertAllRight(number -> {
            String key = key(number % 20);
            cache.store(TestingQuery.of(key), reply(200, key));
            return cache.find(TestingQuery.of(key))
                    .map(found -> text(found).equals(key))
                    .orElse(true);
        });
    }

    private void assertKept(String key, CachedReply reply) {
        component().store(TestingQuery.of(key), reply);
        Assumptions.assumeTrue(keepsSmallReplies(), "the cache does not declare that it keeps small replies");
        CachedReply found = awaitText(key, text(reply));
        assertEquals(reply.status(), found.status());
        assertEquals(reply.headers().first("content-type"), found.headers().first("content-type"), "content-type");
        assertEquals(reply.usage(), found.usage());
        assertEquals(
                reply.parts().stream().map(Bytes::length).toList(),
                found.parts().stream().map(Bytes::length).toList(),
                "lengths of the parts");
    }

    private CachedReply awaitText(String key, String text) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        Optional<CachedReply> found = component().find(TestingQuery.of(key));
        while (found.map(reply -> !text(reply).equals(text)).orElse(keepsSmallReplies())) {
            assertTrue(System.nanoTime() < giveUp, "stored and not found");
            Thread.onSpinWait();
            found = component().find(TestingQuery.of(key));
        }
        Assumptions.assumeTrue(found.isPresent(), "the cache dropped it, as it may");
        return found.orElseThrow();
    }

    private static CachedReply reply(int status, String... parts) {
        return new CachedReply(
                status,
                Headers.of("content-type", "application/json"),
                List.of(parts).stream().map(Bytes::utf8).toList(),
                Usage.none());
    }

    private static String text(CachedReply reply) {
        return reply.parts().stream()
                .map(part -> new String(part.toArray(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    private static String key(int number) {
        return "%064x".formatted(number);
    }
}
