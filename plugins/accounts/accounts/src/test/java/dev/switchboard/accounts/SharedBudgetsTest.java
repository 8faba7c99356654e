package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.RawReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One budget and several gateways on one MariaDB. */
class SharedBudgetsTest {
    /** A gateway on a database. */
    TestingAccounts on(Place.Server database) {
        return TestingAccounts.on(database);
    }

    @Test
    void fourGatewaysAndFiveHundredClientsSpendOneDollarAndNotACentMore()
            throws InterruptedException, ExecutionException {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database);
                TestingAccounts three = on(database);
                TestingAccounts four = on(database)) {
            List<TestingAccounts> gateways = List.of(one, two, three, four);
            one.admin("POST", "/team/new", """
                    {"team_id":"t","max_budget":1.00,"budget_duration":"30d"}""");
            String key = one.key("{\"team_id\":\"t\",\"max_budget\":1.5}");
            String probe = one.key("{\"team_id\":\"t\",\"rpm_limit\":0}");
            gateways.forEach(gateway -> gateway.awaitChat(probe, 429));
            AtomicInteger good = new AtomicInteger();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    TestingAccounts gateway = gateways.get(i % gateways.size());
                    all.add(clients.submit(() -> askUntilSpent(gateway, key, good)));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            }
            int upstream = gateways.stream()
                    .mapToInt(gateway -> gateway.upstream.requestCount())
                    .sum();
            assertEquals(good.get(), upstream, "the upstreams' ledger");
            assertTrue(upstream <= 100, upstream + " cents");
            assertTrue(upstream >= 98, upstream + " cents");
            JsonNode rows = one.rows(upstream, "");
            assertEquals(upstream, rows.size(), "one row for each attempt");
        }
    }

    static void askUntilSpent(TestingAccounts accounts, String key, AtomicInteger good) {
        while (true) {
            RawReply reply = accounts.chat(key);
            switch (reply.status()) {
                case 200 -> good.incrementAndGet();
                case 429 -> {
                    if (reply.text().contains("insufficient_quota")) {
                        return;
                    }
                    assertEquals(Optional.of("1"), reply.header("retry-after"), "held by others");
                }
                default -> throw new AssertionError(reply.status() + " " + reply.text());
            }
        }
    }

    @Test
    void firstCallOfAKeyWaitsForItsShareAndIsNotRefused() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"max_budget\":0.03}");
            assertEquals(200, one.chat(key).status());
            two.awaitKnown(key);
            assertEquals(200, two.chat(key).status());
            assertEquals(200, one.chat(key).status());
            RawReply spent = two.chat(key);
            assertTrue(spent.text().contains("insufficient_quota"), spent.text());
        }
    }

    @Test
    void resetOnOneGatewayIsKnownToTheOthers() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"max_budget\":0.02}");
            assertEquals(200, one.chat(key).status());
            two.awaitKnown(key);
            assertEquals(200, two.chat(key).status());
            assertTrue(two.chat(key).text().contains("insufficient_quota"));
            two.rows(2, "");
            one.admin("POST", "/key/" + key + "/reset_spend", "{\"reset_to\":0.01}");
            two.awaitChat(key, 200);
            assertTrue(two.chat(key).text().contains("insufficient_quota"));
            assertTrue(one.chat(key).text().contains("insufficient_quota"));
        }
    }

    @Test
    void shareOfAGatewayThatEndsIsFreeAtOnce() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts two = on(database)) {
            String key;
            try (TestingAccounts one = on(database)) {
                key = one.key("{\"max_budget\":0.10}");
                assertEquals(200, one.chat(key).status());
                two.awaitKnown(key);
            }
            for (int call = 0; call < 9; call++) {
                assertEquals(200, two.chat(key).status(), "call " + call);
            }
            assertTrue(two.chat(key).text().contains("insufficient_quota"));
        }
    }

    @Test
    void frozenStoreCannotMakeAGatewayOverspend() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"max_budget\":1.00}");
            two.awaitKnown(key);
            assertEquals(200, one.chat(key).status());
            assertEquals(200, two.chat(key).status());
            int served = 2;
            try (TestingMariaDb.Freeze _ = TestingMariaDb.freeze()) {
                // Each has a share of its own, and goes on with it.
                for (TestingAccounts gateway : List.of(one, two)) {
                    int calls = 0;
                    while (gateway.chat(key).status() == 200) {
                        calls++;
                    }
                    assertTrue(calls >= 10, calls + " calls with the share");
                    served += calls;
                }
                assertTrue(served <= 100, served + " cents");
            }
            AtomicInteger good = new AtomicInteger(served);
            askUntilSpent(one, key, good);
            askUntilSpent(two, key, good);
            assertTrue(good.get() <= 100 && good.get() >= 98, good + " cents");
            assertEquals(good.get(), one.upstream.requestCount() + two.upstream.requestCount());
        }
    }
}
