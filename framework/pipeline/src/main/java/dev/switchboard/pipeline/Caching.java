package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.FaultyPluginException;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The phases that look a reply up and store one. A cache that fails counts as one that has nothing. */
final class Caching {
    private final List<Instance<ResponseCache>> caches;
    private final CacheQuery query;

    /**
     * The caches of one exchange.
     *
     * @param guardrails part of the key, so that a reply that others let pass is not used again
     * @param form       what a reply looks like: the dialect's format, which is part of the key
     * @param question   what makes two requests the same; asked for where there is a cache only
     */
    Caching(
            List<Instance<ResponseCache>> caches,
            List<Instance<Guardrail>> guardrails,
            ExchangeContext exchange,
            String form,
            Supplier<Bytes> question) {
        this.caches = caches;
        this.query = new Query(caches.isEmpty() ? "" : key(exchange, guardrails, form, question.get()), exchange);
    }

    private record Query(String key, ExchangeContext exchange) implements CacheQuery {}

    boolean isActive() {
        return !caches.isEmpty();
    }

    /** Looks the reply up. */
    Optional<CachedReply> find() {
        for (Instance<ResponseCache> cache : caches) {
            try {
                Optional<CachedReply> found = cache.call(each -> each.find(query));
                if (found.isPresent()) {
                    query.exchange().decide(new Decision("cache", cache.name(), "hit"));
                    return found;
                }
            } catch (RuntimeException e) {
                note(cache, "look-up failed", e);
            }
        }
        return Optional.empty();
    }

    /** Stores a reply in every cache. */
    void store(CachedReply reply) {
        for (Instance<ResponseCache> cache : caches) {
            try {
                cache.run(each -> each.store(query, reply));
            } catch (RuntimeException e) {
                note(cache, "store failed", e);
            }
        }
    }

    private void note(Instance<ResponseCache> cache, String what, RuntimeException fault) {
        query.exchange()
                .decide(new Decision("cache", cache.name(), what + ": " + FaultyPluginException.faultOf(fault)));
    }

    private static String key(
            ExchangeContext exchange, List<Instance<Guardrail>> guardrails, String form, Bytes question) {
        List<String> parts = new ArrayList<>(List.of(exchange.caller().id(), form, exchange.model()));
        guardrails.forEach(guardrail -> parts.add(guardrail.revision()));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
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
