package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.accounts.ledger.CallerInfo;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries of one team's key. */
final class TestingEntries {
    static final Instant TIME = Instant.parse("2026-11-21T10:07:00Z");

    private TestingEntries() {}

    static LedgerEntry entry(int number, long nanos) {
        return new LedgerEntry(
                LedgerEntry.id("x" + number, 1),
                "x" + number,
                1,
                TIME.plusSeconds(number),
                Duration.ofMillis(12),
                Optional.empty(),
                AttemptStatus.COMPLETED,
                200,
                Optional.empty(),
                new CallerInfo(
                        "hash-a",
                        Map.of(Scope.KEY, "hash-a", Scope.TEAM, "team-a", Scope.USER, "user-a"),
                        Optional.of("customer-ü "),
                        List.of("red", "red", "blue\"")),
                new LedgerEntry.RequestInfo("openai", "chat", "gpt-x", true),
                new LedgerEntry.UpstreamInfo("up/gpt-x", "up", "gpt-x", Optional.of("req-1")),
                Usage.builder().set(Bucket.INPUT, 10).set(Bucket.OUTPUT, 5).build(),
                new Cost.Priced(new Money(nanos), Map.of(Bucket.INPUT, new Money(nanos)), Money.ZERO, "test"),
                List.of());
    }
}
