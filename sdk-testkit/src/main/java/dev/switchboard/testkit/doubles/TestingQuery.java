package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.exchange.ExchangeContext;

/** What a cache is asked for; the components are those of {@link CacheQuery}. */
public record TestingQuery(String key, ExchangeContext exchange) implements CacheQuery {
    /** A chat's question that the key stands for. */
    public static TestingQuery of(String key) {
        return new TestingQuery(key, TestingExchange.chat("contract-model"));
    }
}
