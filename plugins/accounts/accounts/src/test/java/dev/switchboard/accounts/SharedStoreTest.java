package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.RawReply;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Gateways on a MariaDB. {@code -Dswitchboard.freeze=PT2M} keeps it frozen for longer. */
class SharedStoreTest {
    private static final Duration FREEZE = Duration.parse(System.getProperty("switchboard.freeze", "PT5S"));
    private static final String STRANGER = "sk-test-not-a-real-key";

    @Test
    void otherGatewaysLearnOfKeysAndForgetThem() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = TestingAccounts.on(database);
                TestingAccounts two = TestingAccounts.on(database)) {
            String key = one.key("{}");
            two.awaitChat(key, 200);
            one.admin("POST", "/key/block", "{\"key\":\"" + key + "\"}");
            two.awaitChat(key, 403);
            one.admin("POST", "/key/delete", "{\"keys\":[\"" + key + "\"]}");
            two.awaitChat(key, 401);
        }
    }

    @Test
    void otherGatewaysLearnWhatWasSpent() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = TestingAccounts.on(database);
                TestingAccounts two = TestingAccounts.on(database)) {
            one.admin("POST", "/team/new", "{\"team_id\":\"t\",\"max_budget\":0.02,\"budget_duration\":\"1mo\"}");
            String key = one.key("{\"team_id\":\"t\"}");
            // Has no rate, so that it asks after the budget without spending of it.
            String probe = one.key("{\"team_id\":\"t\",\"rpm_limit\":0}");
            two.awaitChat(probe, 429);
            assertEquals(200, one.chat(key).status());
            assertEquals(200, one.chat(key).status());
            long giveUp = System.nanoTime() + 60_000_000_000L;
            while (!two.chat(probe).text().contains("Budget has been exceeded")) {
                assertTrue(System.nanoTime() - giveUp < 0, "never learned");
            }
            assertEquals(0, two.upstream.requestCount());
        }
    }

    @Test
    void frozenStoreFailsNoKnownKeyAndLosesNothing() throws InterruptedException {
        try (TestingAccounts accounts = TestingAccounts.on(TestingMariaDb.database())) {
            String key = accounts.key("{\"max_budget\":100000,\"rpm_limit\":1000000}");
            assertEquals(200, accounts.chat(key).status());
            AtomicInteger calls = new AtomicInteger(1);
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            try (TestingMariaDb.Freeze _ = TestingMariaDb.freeze()) {
                accounts.awaitChat(STRANGER, 503);
                RawReply unknown = accounts.chat(STRANGER);
                assertTrue(unknown.header("retry-after").isPresent(), unknown.toString());
                callFor(accounts, key, calls, wrong);
                assertEquals(200, accounts.chat(accounts.gateway.key()).status(), "the operator's key is known");
                calls.incrementAndGet();
            }
            assertEquals(List.of(), List.copyOf(wrong));
            accounts.awaitChat(STRANGER, 401);
            awaitRows(accounts, calls.get());
            assertEquals(calls.get(), accounts.upstream.requestCount());
        }
    }

    /** Several callers at once, for a time and at least some hundred calls. */
    private static void callFor(TestingAccounts accounts, String key, AtomicInteger calls, Queue<String> wrong)
            throws InterruptedException {
        long end = System.nanoTime() + FREEZE.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                callers.submit(() -> {
                    for (int i = 0; i < 40 || System.nanoTime() - end < 0; i++) {
                        RawReply reply = accounts.chat(key);
                        calls.incrementAndGet();
                        if (reply.status() != 200) {
                            wrong.add(reply.status() + " " + reply.text());
                            return;
                        }
                    }
                });
            }
        }
    }

    private static void awaitRows(TestingAccounts accounts, int calls) {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        long rows = rows(accounts);
        while (rows != calls) {
            assertTrue(System.nanoTime() - giveUp < 0, rows + " rows after a minute (expected: " + calls + ")");
            rows = rows(accounts);
        }
    }

    private static long rows(TestingAccounts accounts) {
        return accounts.admin("GET", "/global/activity", "")
                .get("metadata")
                .get("total_api_requests")
                .longValue();
    }
}
