package dev.switchboard.accounts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.ledger.LedgerPosition;
import dev.switchboard.accounts.ledger.LedgerSink;
import dev.switchboard.accounts.store.mapper.EntityFilter;
import dev.switchboard.accounts.store.mapper.LedgerFilter;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.AuditRow;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.accounts.store.row.LedgerRow;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");
    private static final LedgerFilter ALL = new LedgerFilter(null, null, null, null, null, null, null);

    private Store store;

    abstract Place place();

    @BeforeEach
    void open() {
        store = Store.open(place());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static EntityRow team(String id, String document, long version) {
        return new EntityRow(
                "team", id, "Blau ü", "org", null, null, null, document, version, NOW, "admin", NOW, "admin");
    }

    @Test
    void entityComesBackAsItWasWritten() {
        EntityRow row = team("t1", "{\"a\":\"😀\"}", 1);
        store.entities(mapper -> mapper.insert(row));
        assertEquals(row, store.<EntityRow>entities(mapper -> mapper.find("team", "t1")));
        assertNull(store.<EntityRow>entities(mapper -> mapper.find("team", "T1")), "ids differ by case");
        assertEquals(List.of(row), store.entities(mapper -> mapper.page("team", "", 10)));
    }

    @Test
    void secondOfAnIdIsRefused() {
        store.entities(mapper -> mapper.insert(team("t1", "{}", 1)));
        assertThrows(DuplicateException.class, () -> store.entities(mapper -> mapper.insert(team("t1", "{}", 1))));
    }

    @Test
    void changeOfAnOldVersionIsNotWritten() {
        store.entities(mapper -> mapper.insert(team("t1", "{}", 1)));
        assertEquals(1, (int) store.entities(mapper -> mapper.update(team("t1", "{\"n\":2}", 2))));
        assertEquals(0, (int) store.entities(mapper -> mapper.update(team("t1", "{\"n\":3}", 2))));
        EntityRow found = store.entities(mapper -> mapper.find("team", "t1"));
        assertNotNull(found);
        assertEquals("{\"n\":2}", found.document());
    }

    @Test
    void searchFindsWhatMatches() {
        store.entities(mapper -> {
            mapper.insert(team("t1", "{}", 1));
            return mapper.insert(team("t2", "{}", 1));
        });
        EntityFilter two = new EntityFilter("org", null, null, null, "Blau ü", List.of("t2", "t3"));
        List<EntityRow> found = store.entities(mapper -> mapper.search("team", two, 10, 0));
        assertEquals(List.of("t2"), found.stream().map(EntityRow::id).toList());
        assertEquals(2L, (long) store.entities(mapper -> mapper.count("team", EntityFilter.ALL)));
        assertEquals(
                1,
                store.entities(mapper -> mapper.search("team", EntityFilter.ALL, 10, 1))
                        .size());
    }

    @Test
    void failedTransactionLeavesNothing() {
        assertThrows(
                IllegalStateException.class,
                () -> store.entities(mapper -> {
                    mapper.insert(team("t1", "{}", 1));
                    throw new IllegalStateException("no");
                }));
        assertNull(store.<EntityRow>entities(mapper -> mapper.find("team", "t1")));
    }

    @Test
    void changesAndAuditsAreFound() {
        store.entities(mapper -> {
            mapper.changed("team", "t1", NOW);
            return mapper.audit(new AuditRow("a1", NOW, "admin", "created", "team", "t1", null, "{}"));
        });
        long last = store.entities(mapper -> mapper.lastChange());
        assertEquals(1, store.entities(mapper -> mapper.changes(last - 1, 10)).size());
        assertEquals(List.of(), store.entities(mapper -> mapper.changes(last, 10)));
        assertEquals(
                NOW,
                store.entities(mapper -> mapper.audits("team", "t1", 5, 0))
                        .getFirst()
                        .changedAt());
        assertEquals(1, (int) store.entities(mapper -> mapper.forgetAudits(NOW.plusSeconds(1))));
    }

    @Test
    void entriesAreTakenOverOnceWithTheirSumsAndThePosition() {
        LedgerSink sink = store.sink();
        assertEquals(0, sink.position("log").offset());
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(TestingEntries.entry(i, 10));
        }
        sink.write(entries.subList(0, 300), new LedgerPosition("log", 300));
        sink.write(entries.subList(250, 500), new LedgerPosition("log", 500));
        sink.flush();
        assertEquals(500, sink.position("log").offset());
        assertEquals(500L, (long) store.ledger(mapper -> mapper.count(ALL)));
        assertEquals(5_000L, (long) store.ledger(mapper -> mapper.total("key", "hash-a")));
        Set<String> kinds = store.ledger(mapper -> mapper.totals()).stream()
                .map(SpendRow::kind)
                .collect(Collectors.toSet());
        assertEquals(Set.of("global", "key", "key_model", "team", "member", "customer", "tag"), kinds);
        List<SpendRow> slots =
                store.ledger(mapper -> mapper.slotsOf("team", "team-a", Instant.parse("2026-11-21T00:00:00Z")));
        assertEquals(
                List.of(Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-21T10:15:00Z")),
                slots.stream().map(SpendRow::slot).sorted().toList());
        assertEquals(5_000L, slots.stream().mapToLong(SpendRow::amount).sum());
        LocalDate day = LocalDate.parse("2026-11-21");
        List<ActivityRow> days = store.ledger(mapper -> mapper.activity("user", List.of("user-a"), null, day, day, 9));
        assertEquals(List.of(500L), days.stream().map(ActivityRow::requests).toList());
        assertEquals(5_000L, days.getFirst().inputTokens());
    }

    @Test
    void ledgerIsSearched() {
        store.sink().write(List.of(TestingEntries.entry(1, 7)), new LedgerPosition("log", 1));
        LedgerFilter filter = new LedgerFilter(
                "x1", "hash-a", "user-a", "team-a", "customer-ü ", TestingEntries.TIME, NOW.plusSeconds(9_000));
        LedgerRow row = store.ledger(mapper -> mapper.search(filter, 10, 0)).getFirst();
        assertEquals("[\"red\",\"red\",\"blue\\\"\"]", row.tags());
        assertEquals("{\"input\":10,\"output\":5}", row.buckets());
        assertEquals(7, row.cost());
        assertEquals(TestingEntries.TIME.plusSeconds(1), row.startedAt());
        assertEquals(1, (int) store.ledger(mapper -> mapper.forget(NOW.plusSeconds(9_000))));
    }

    @Test
    void pagesOfTheLedgerFollowEachOtherTheLatestFirst() {
        LedgerFilter all = new LedgerFilter(null, null, null, null, null, null, null);
        List<LedgerEntry> entries = IntStream.rangeClosed(1, 7)
                .mapToObj(each -> TestingEntries.entry(each, 1))
                .toList();
        store.sink().write(entries, new LedgerPosition("log", 7));

        List<String> ids = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
            int offset = page * 2;
            store.ledger(mapper -> mapper.search(all, 2, offset)).forEach(row -> ids.add(row.exchangeId()));
        }

        assertEquals(List.of("x7", "x6", "x5", "x4", "x3", "x2", "x1"), ids);
    }
}
