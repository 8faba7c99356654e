package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.ledger.LedgerEntry.RequestInfo;
import dev.switchboard.accounts.ledger.LedgerEntry.UpstreamInfo;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries of attempts that never took place. */
final class TestingEntries {
    static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123456Z");

    private TestingEntries() {}

    /** A complete one with every member filled. */
    static LedgerEntry completed(int number) {
        return entry("x-" + number, AttemptStatus.COMPLETED, Optional.empty(), priced());
    }

    /** What is believed of one that was never heard of again. */
    static LedgerEntry presumed(int number) {
        return entry(
                "x-" + number,
                AttemptStatus.ERROR,
                Optional.of("the gateway was killed"),
                new Cost.Unpriced("no price is known for \"m\u00f6del\"", new Money(7)));
    }

    private static Cost priced() {
        return new Cost.Priced(
                new Money(26),
                Map.of(Bucket.INPUT, new Money(10), Bucket.OUTPUT, new Money(15)),
                new Money(1),
                "catalogue 2026-11-21");
    }

    private static LedgerEntry entry(String exchange, AttemptStatus status, Optional<String> error, Cost cost) {
        return new LedgerEntry(
                LedgerEntry.id(exchange, 1),
                exchange,
                1,
                NOW,
                Duration.ofNanos(1_234_567),
                Optional.of(Duration.ofMillis(3)),
                status,
                200,
                error,
                new CallerInfo("key-1", Map.of("team", "a", "key", "k\"1"), Optional.of("end-user"), List.of("prod")),
                new RequestInfo("openai", "chat", "public", true),
                new UpstreamInfo("acme/acme-1", "acme", "acme-1", Optional.of("req-1")),
                Usage.builder()
                        .set(Bucket.INPUT, 10)
                        .set(Bucket.OUTPUT, 5)
                        .serviceTier(Optional.of("flex"))
                        .estimated()
                        .build(),
                cost,
                List.of(new Decision("route", "acme/acme-1", "the only target")));
    }
}
