package dev.switchboard.accounts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.ledger.LedgerPosition;
import dev.switchboard.accounts.store.row.AuditRow;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.RateLeaseRow;
import dev.switchboard.accounts.store.row.SecretRow;
import dev.switchboard.accounts.store.row.SpendRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores written to a file and read into others. */
class StoreTransferTest {
    private static final Instant LATE = Instant.parse("2026-10-25T00:59:59.999999Z");
    private static final Instant ROUND = Instant.parse("2026-03-29T01:30:00Z");
    private static final Set<String> TABLES = Set.of(
            "activity",
            "audit",
            "budget_lease",
            "budget_node",
            "entity",
            "entity_change",
            "ledger",
            "ledger_position",
            "rate_lease",
            "secret",
            "spend",
            "spend_slot");

    @TempDir
    private Path directory;

    private Store embedded(String name) {
        return Store.open(new Place.Embedded(directory.resolve(name)));
    }

    private Store filled() {
        Store store = embedded("filled");
        store.entities(mapper -> {
            mapper.insert(new EntityRow(
                    "team",
                    "t-ü\"\\",
                    "Blau 😀\r\n\u2028\u0001",
                    null,
                    "",
                    " padded ",
                    null,
                    "{\"max_budget\":0.123456789012345678901234567890,\"a\":\"\\ud83d\"}",
                    Long.MAX_VALUE,
                    LATE,
                    "admin",
                    ROUND,
                    "admin"));
            mapper.insert(new EntityRow(
                    "key", "k", null, null, null, null, null, "x".repeat(100_000), 1, ROUND, "a", LATE, "b"));
            mapper.addSecret(new SecretRow("model", "m", "api_key", "0123456789abcdef", "x".repeat(100_000)));
            mapper.changed("team", "t1", LATE);
            mapper.changed("key", "k", ROUND);
            return mapper.audit(new AuditRow("a1", LATE, "admin", "created", "team", "t1", null, "{}"));
        });
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            entries.add(TestingEntries.entry(i, 7_000_000_000_000_001L));
        }
        store.sink().write(entries, new LedgerPosition("log", Long.MAX_VALUE - 1));
        store.leases(mapper -> mapper.join("log"));
        store.leases(mapper -> mapper.grant(List.of(
                new LeaseRow("team", "team-a", "log", 100, 0, false),
                new LeaseRow("team", "team-b", "log", Long.MIN_VALUE, 7, true))));
        store.rates(mapper -> mapper.grant(List.of(new RateLeaseRow("requests/team/t/", "log", 5, true))));
        return store;
    }

    private static String exported(Store store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rows = store.exportTo(out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(rows + 2, text.lines().count());
        return text;
    }

    private static long read(Store store, String text) throws IOException {
        return store.importFrom(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Databases give rows in orders of their own. */
    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }

    @Test
    void everyRowOfEveryTableGoesToMariaDbAndBack() throws IOException {
        Place.Server server = TestingMariaDb.database();
        try (Store first = filled();
                Store second = Store.open(server);
                Store third = embedded("third")) {
            String text = exported(first);
            long rows = read(second, text);
            assertEquals(text.lines().count() - 2, rows);
            String there = exported(second);
            assertEquals(sorted(text), sorted(there));
            assertEquals(rows, read(third, there));
            assertEquals(sorted(text), sorted(exported(third)));
        }
    }

    @Test
    void noTableIsLeftOut() throws IOException {
        try (Store store = filled()) {
            String text = exported(store);
            assertEquals(
                    "{\"format\":\"switchboard-store\",\"version\":1,\"tables\":" + Migrations.version() + "}",
                    text.lines().findFirst().orElseThrow());
            assertEquals(
                    TABLES,
                    text.lines()
                            .filter(line -> line.startsWith("{\"table\":\""))
                            .map(line -> line.split("\"")[3])
                            .collect(Collectors.toSet()));
            assertTrue(
                    text.contains(
                            "{\"table\":\"budget_lease\",\"row\":{\"kind\":\"team\",\"id\":\"team-b\",\"node\":\"log\","
                                    + "\"granted\":\"-9223372036854775808\",\"used\":\"7\",\"wanted\":true}}\n"),
                    "numbers stand as text");
            assertTrue(text.contains("\"created_at\":\"2026-10-25T00:59:59.999999Z\""), "times have microseconds");
        }
    }

    @Test
    void whatWasImportedIsWorkedOnWith() throws IOException {
        try (Store first = filled();
                Store second = embedded("second")) {
            read(second, exported(first));
            assertEquals(Long.MAX_VALUE - 1, second.sink().position("log").offset());
            assertEquals(
                    Set.copyOf(first.<List<SpendRow>>ledger(mapper -> mapper.totals())),
                    Set.copyOf(second.<List<SpendRow>>ledger(mapper -> mapper.totals())));
            long last = second.entities(mapper -> mapper.lastChange());
            second.entities(mapper -> mapper.changed("team", "t2", LATE));
            assertEquals(1, second.entities(mapper -> mapper.changes(last, 10)).size(), "ids of changes go on");
        }
    }

    @Test
    void storeWithARowIsLeftAsItIs() throws IOException {
        try (Store first = filled();
                Store second = embedded("second")) {
            String text = exported(first);
            second.entities(mapper -> mapper.changed("team", "t1", ROUND));
            String before = exported(second);
            StoreException e = assertThrows(StoreException.class, () -> read(second, text));
            assertTrue(e.getMessage().contains("not empty: its table entity_change"), e.getMessage());
            assertEquals(before, exported(second));
        }
    }

    @Test
    void whatIsNoWholeExportLeavesNothing() throws IOException {
        try (Store first = filled();
                Store second = embedded("second")) {
            String text = exported(first);
            String empty = exported(second);
            String cut = text.substring(0, text.lastIndexOf("{\"rows\""));
            String lines = cut.substring(0, cut.lastIndexOf("{\"table\"")) + text.substring(cut.length());
            refused(second, cut, "ends too early");
            refused(second, lines, "an end that counts");
            refused(second, text + "{}\n", "nothing behind the end");
            refused(second, "", "Line 1: the file ends too early");
            refused(second, "{}\n", "the head of an export");
            refused(second, text.replaceFirst("\"version\":1", "\"version\":2"), "version 2 of the format");
            refused(
                    second,
                    text.replaceFirst("\"tables\":\\d+", "\"tables\":77"),
                    "version 77 of the tables (expected: " + Migrations.version());
            refused(
                    second,
                    text.replaceFirst("\"granted\":\"100\"", "\"granted\":\"many\""),
                    "granted of budget_lease");
            refused(second, text.replaceFirst("\"granted\":\"100\",", ""), "columns [");
            refused(second, text.replaceFirst("\"table\":\"spend\"", "\"table\":\"x\""), "there is no table \"x\"");
            refused(second, text.replaceFirst("\"id\":\"k\"", "\"id\":null"), "the import");
            assertEquals(empty, exported(second));
        }
    }

    private static void refused(Store store, String text, String why) {
        StoreException e = assertThrows(StoreException.class, () -> read(store, text));
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertTrue(e.getMessage().contains("othing was imported"), e.getMessage());
    }
}
