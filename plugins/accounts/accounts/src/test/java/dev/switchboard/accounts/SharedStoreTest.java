package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
            AtomicInteger answers = new AtomicInteger();
            accounts.upstream.otherwise(request -> Reply.status(200)
                    .header("x-request-id", "upstream-" + answers.incrementAndGet())
                    .json(TestingAccounts.COMPLETION)
                    .build());
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
            }
            assertEquals(List.of(), List.copyOf(wrong));
            accounts.awaitChat(STRANGER, 401);
            awaitRows(accounts, calls.get() + 1);
            assertEquals(calls.get() + 1, accounts.upstream.requestCount());
            assertEveryCallHasItsRow(accounts, calls.get() + 1);
            assertSums(accounts, key, calls.get());
        }
    }

    /** One by one: each answer of the upstream's has one row, which costs a cent, and there is no other. */
    private static void assertEveryCallHasItsRow(TestingAccounts accounts, int calls) {
        Set<String> upstream = new HashSet<>();
        Set<String> rows = new HashSet<>();
        for (int page = 1; page == 1 || rows.size() == (page - 1) * 1_000; page++) {
            for (JsonNode row : accounts.admin("GET", "/spend/logs?size=1000&page=" + page, "")) {
                assertTrue(rows.add(row.get("request_id").stringValue()), "a row twice: " + row);
                assertTrue(upstream.add(row.get("upstream_request_id").asString()), "an answer twice: " + row);
                assertEquals("0.01", row.get("spend").asString(), row::toString);
                assertEquals("completed", row.get("status").stringValue(), row::toString);
                assertEquals(5, row.get("total_tokens").intValue(), row::toString);
            }
        }
        assertEquals(
                IntStream.rangeClosed(1, calls)
                        .mapToObj(each -> "upstream-" + each)
                        .collect(Collectors.toSet()),
                upstream);
    }

    /** The sums are the sums of the rows: of the key, of its day and of everything. */
    private static void assertSums(TestingAccounts accounts, String key, int calls) {
        JsonNode own = accounts.admin("GET", "/key/info?key=" + key, "").get("info");
        assertEquals(BigDecimal.valueOf(calls, 2), dollars(own.get("spend")));
        assertEquals(
                BigDecimal.valueOf(calls + 1L, 2),
                dollars(accounts.admin("GET", "/global/spend", "").get("spend")));
        JsonNode days = accounts.admin("GET", "/global/activity", "").get("metadata");
        assertEquals(BigDecimal.valueOf(calls + 1L, 2), dollars(days.get("total_spend")));
        assertEquals(5 * (calls + 1), days.get("total_total_tokens").intValue());
        assertEquals(calls + 1, days.get("total_successful_requests").intValue());
    }

    private static BigDecimal dollars(JsonNode number) {
        return new BigDecimal(number.asString()).setScale(2);
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
