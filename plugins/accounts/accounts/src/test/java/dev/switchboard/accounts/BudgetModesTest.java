package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the operator chose: to hold budgets to the cent, to stop only when they are spent, or only to be told. */
class BudgetModesTest {
    private static final int AT_ONCE = 5;

    /** Calls that are all under way before the first of them is answered. */
    private static long answered(TestingAccounts accounts, String key, int expected)
            throws InterruptedException, ExecutionException {
        Gate gate = Gate.closed();
        accounts.upstream.otherwise(request ->
                Reply.status(200).hold(gate).json(TestingAccounts.COMPLETION).build());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RawReply>> calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> callers.submit(() -> accounts.chat(key)))
                    .toList();
            accounts.upstream.awaitRequests(expected);
            gate.open();
            long good = 0;
            for (Future<RawReply> call : calls) {
                good += call.get().status() == 200 ? 1 : 0;
            }
            return good;
        }
    }

    @Test
    void looseBudgetStopsWhenItIsSpentAndNotBefore() throws InterruptedException, ExecutionException {
        try (TestingAccounts accounts = TestingAccounts.start("{budgets: loose}")) {
            String key = accounts.key("{\"max_budget\":0.02}");
            assertEquals(AT_ONCE, answered(accounts, key, AT_ONCE), "calls under way may overspend");
            RawReply over = accounts.chat(key);
            assertEquals(429, over.status(), over.text());
            assertTrue(over.text().contains("Current cost: 0.05, Max budget: 0.02"), over.text());
            assertEquals(AT_ONCE, accounts.upstream.requestCount());
        }
    }

    @Test
    void strictBudgetLetsInNoMoreThanFit() throws InterruptedException, ExecutionException {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            String key = accounts.key("{\"max_budget\":0.02}");
            assertEquals(2, answered(accounts, key, 2));
            assertEquals(2, accounts.upstream.requestCount());
        }
    }

    @Test
    void looseBudgetAsksForAPriceAndForNoBound() {
        try (TestingAccounts accounts = TestingAccounts.start("{budgets: loose}")) {
            String key = accounts.key("{\"max_budget\":0.02}");
            String search =
                    TestingAccounts.REQUEST.replace("{\"model\"", "{\"tools\":[{\"type\":\"web_search\"}],\"model\"");
            assertEquals(200, accounts.chat(key, search).status());
            assertEquals(
                    403,
                    accounts.chat(key, TestingAccounts.REQUEST.replace("\"m\"", "\"unpriced\""))
                            .status());
        }
    }

    @Test
    void softBudgetStopsNobodyAndIsToldOnce() {
        try (TestingLog log = new TestingLog();
                TestingAccounts accounts = TestingAccounts.start()) {
            accounts.admin("POST", "/team/new", "{\"team_id\":\"soft-team\",\"soft_budget\":0.02}");
            String key = accounts.key("{\"team_id\":\"soft-team\",\"soft_budget\":0.04}");
            assertEquals(200, accounts.chat(key).status());
            assertEquals(List.of(), log.with("soft budget"));
            for (int call = 0; call < 5; call++) {
                assertEquals(200, accounts.chat(key).status());
            }
            List<String> team = log.with("team soft-team has spent its soft budget of $0.02");
            assertEquals(1, team.size(), team.toString());
            assertTrue(team.getFirst().startsWith("WARNING"), team.toString());
            assertEquals(2, log.with("soft budget").size(), "one for the team, one for the key");
        }
    }

    @Test
    void softBudgetBelowAHardOneIsToldBeforeThatStops() {
        try (TestingLog log = new TestingLog();
                TestingAccounts accounts = TestingAccounts.start()) {
            String key = accounts.key("{\"max_budget\":0.03,\"soft_budget\":0.01,\"budget_duration\":\"30d\"}");
            assertEquals(200, accounts.chat(key).status());
            assertEquals(1, log.with("soft budget of $0.01").size());
            assertEquals(200, accounts.chat(key).status());
            assertEquals(200, accounts.chat(key).status());
            assertEquals(429, accounts.chat(key).status());
            assertEquals(1, log.with("soft budget").size());
        }
    }
}
