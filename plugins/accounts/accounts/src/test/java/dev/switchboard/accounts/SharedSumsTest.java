package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.accounts.store.mapper.LedgerFilter;
import dev.switchboard.testkit.http.RawReply;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Four gateways write the same sums while somebody else locks them the other way round: nothing is lost, nothing is doubled. */
class SharedSumsTest {
    private static final int WRITERS = 64;
    private static final int CALLS = Integer.getInteger("switchboard.hammer.calls", 10);
    private static final String CHARGED = "kind IN ('team', 'key', 'customer', 'member', 'global')";

    @Test
    void deadlocksLoseAndDoubleNothing() throws Exception {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = TestingAccounts.on(database);
                TestingAccounts two = TestingAccounts.on(database);
                TestingAccounts three = TestingAccounts.on(database);
                TestingAccounts four = TestingAccounts.on(database)) {
            List<TestingAccounts> gateways = List.of(one, two, three, four);
            one.admin("POST", "/team/new", "{\"team_id\":\"t\"}");
            String key = one.key("{\"team_id\":\"t\",\"user_id\":\"ann\"}");
            gateways.forEach(gateway -> gateway.awaitKnown(key));
            hammer(gateways, key, database);
            int calls = WRITERS * CALLS;
            assertEquals(
                    calls,
                    gateways.stream()
                            .mapToInt(gateway -> gateway.upstream.requestCount())
                            .sum());
            awaitRows(database, calls);
            checkSums(database, calls);
        }
    }

    private static void awaitRows(Place.Server database, int calls) {
        LedgerFilter all = new LedgerFilter(null, null, null, null, null, null, null);
        long giveUp = System.nanoTime() + 60_000_000_000L;
        try (Store store = Store.open(database)) {
            long rows = 0;
            while (rows != calls) {
                assertTrue(System.nanoTime() - giveUp < 0, rows + " rows (expected: " + calls + ")");
                rows = store.ledger(mapper -> mapper.count(all));
            }
        }
    }

    private static void hammer(List<TestingAccounts> gateways, String key, Place.Server database) throws Exception {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> outsider = threads.submit(() -> {
                lockTheOtherWayRound(database);
                return true;
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                TestingAccounts gateway = gateways.get(writer % gateways.size());
                writers.add(threads.submit(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        RawReply reply = gateway.chat(
                                key, TestingAccounts.REQUEST.replace("{\"model\"", "{\"user\":\"end\",\"model\""));
                        if (reply.status() != 200) {
                            wrong.add(reply.status() + " " + reply.text());
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            outsider.cancel(true);
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }

    /** Takes the locks of the sums one by one, the last first, until the thread is interrupted. */
    private static void lockTheOtherWayRound(Place.Server database) throws SQLException {
        try (Connection connection = TestingMariaDb.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    List<String> ids = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery(
                            "SELECT kind, id FROM spend WHERE " + CHARGED + " ORDER BY kind DESC, id DESC")) {
                        while (rows.next()) {
                            ids.add("kind = '" + rows.getString(1) + "' AND id = '" + rows.getString(2) + "'");
                        }
                    }
                    for (String id : ids) {
                        statement
                                .executeQuery("SELECT amount FROM spend WHERE " + id + " FOR UPDATE")
                                .close();
                    }
                    connection.commit();
                } catch (SQLException chosenToGiveWay) {
                    connection.rollback();
                }
            }
        }
    }

    private static void checkSums(Place.Server database, int calls) {
        long wanted = Money.dollars("0.01").nanos() * calls;
        try (Store store = Store.open(database)) {
            store.ledger(mapper -> mapper.totals()).stream()
                    .filter(row -> !row.kind().equals("user"))
                    .forEach(row -> assertEquals(wanted, row.amount(), row::toString));
            long inSlots = store.ledger(mapper -> mapper.slots(Instant.EPOCH)).stream()
                    .filter(row -> row.kind().equals("team"))
                    .mapToLong(row -> row.amount())
                    .sum();
            assertEquals(wanted, inSlots, "quarters of an hour of the team");
        }
    }
}
