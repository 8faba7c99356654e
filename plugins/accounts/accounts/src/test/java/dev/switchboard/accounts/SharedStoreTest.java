package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gateways on a MariaDB. */
class SharedStoreTest {
    private static final String STRANGER = "sk-test-not-a-real-key";

    @BeforeAll
    static void needsMariaDb() {
        Assumptions.assumeTrue(TestingMariaDb.database().isPresent(), "MariaDB does not run here");
    }

    private static Place.Server database() {
        return TestingMariaDb.database().orElseThrow();
    }

    @Test
    void otherGatewaysLearnOfKeysAndForgetThem() {
        Place.Server database = database();
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
        Place.Server database = database();
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
    void frozenStoreFailsNoKnownKeyAndLosesNothing() throws IOException, InterruptedException {
        Assumptions.assumeTrue(TestingMariaDb.isOwn(), "a server of others is not stopped");
        try (TestingAccounts accounts = TestingAccounts.on(database())) {
            String key = accounts.key("{\"max_budget\":100,\"rpm_limit\":100000}");
            assertEquals(200, accounts.chat(key).status());
            int calls = 1;
            TestingMariaDb.signal("STOP");
            try {
                for (; calls < 300; calls++) {
                    assertEquals(200, accounts.chat(key).status());
                }
                accounts.awaitChat(STRANGER, 503);
                RawReply unknown = accounts.chat(STRANGER);
                assertTrue(unknown.header("retry-after").isPresent(), unknown.toString());
                assertEquals(200, accounts.chat(accounts.gateway.key()).status(), "the operator's key is known");
                assertEquals(200, accounts.chat(key).status());
                calls += 2;
            } finally {
                TestingMariaDb.signal("CONT");
            }
            accounts.awaitChat(STRANGER, 401);
            assertEquals(calls, accounts.rows(calls, "").size());
            assertEquals(calls, accounts.upstream.requestCount());
        }
    }
}
