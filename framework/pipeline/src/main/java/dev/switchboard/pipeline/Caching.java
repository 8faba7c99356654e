package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The phases that look a reply up and store one. A cache that fails counts as one that has nothing. */
final class Caching {
    private final List<Instance<ResponseCache>> caches;
    private final CacheQuery query;

    /**
     * The caches of one exchange.
     *
     * @param wire the dialect's format, which is part of the key
     * @param call says what makes two requests the same where their bytes do not
     */
    Caching(List<Instance<ResponseCache>> caches, ExchangeContext exchange, String wire, Call<?> call, Bytes body) {
        this.caches = caches;
        this.query = new Query(
                caches.isEmpty()
                        ? ""
                        : key(exchange, wire, call.identity().map(Bytes::utf8).orElse(body)),
                exchange);
    }

    private record Query(String key, ExchangeContext exchange) implements CacheQuery {}

    boolean isActive() {
        return !caches.isEmpty();
    }

    /** Looks the reply up. */
    Optional<CachedReply> find() {
        for (Instance<ResponseCache> cache : caches) {
            try {
                Optional<CachedReply> found = cache.component().find(query);
                if (found.isPresent()) {
                    query.exchange().decide(new Decision("cache", cache.name(), "hit"));
                    return found;
                }
            } catch (RuntimeException | LinkageError e) {
                note(cache, "look-up failed", e);
            }
        }
        return Optional.empty();
    }

    /** Stores a reply in every cache. */
    void store(CachedReply reply) {
        for (Instance<ResponseCache> cache : caches) {
            try {
                cache.component().store(query, reply);
            } catch (RuntimeException | LinkageError e) {
                note(cache, "store failed", e);
            }
        }
    }

    private void note(Instance<ResponseCache> cache, String what, Throwable fault) {
        query.exchange()
                .decide(new Decision(
                        "cache", cache.name(), what + ": " + fault.getClass().getSimpleName()));
    }

    private static String key(ExchangeContext exchange, String wire, Bytes question) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(exchange.caller().id(), wire, exchange.model())) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            digest.update(question.toBuffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
