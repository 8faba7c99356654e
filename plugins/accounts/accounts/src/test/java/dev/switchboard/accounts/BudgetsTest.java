package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BudgetsTest {
    @Test
    void fiveHundredClientsSpendOneDollarAndNotACentMore() throws InterruptedException, ExecutionException {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            accounts.admin("POST", "/organization/new", "{\"organization_id\":\"o\",\"max_budget\":50}");
            accounts.admin("POST", "/team/new", """
                    {"team_id":"t","organization_id":"o","max_budget":1.00,"budget_duration":"30d"}""");
            String[] keys = IntStream.range(0, 10)
                    .mapToObj(i -> accounts.key("{\"team_id\":\"t\"}"))
                    .toArray(String[]::new);
            AtomicInteger good = new AtomicInteger();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = IntStream.range(0, 500)
                        .<Future<?>>mapToObj(i -> clients.submit(() -> askUntilSpent(accounts, keys[i % 10], good)))
                        .toList();
                for (Future<?> each : all) {
                    each.get();
                }
            }
            assertEquals(100, good.get());
            assertEquals(100, accounts.upstream.requestCount(), "the upstream's ledger");
            JsonNode rows = accounts.rows(100, "");
            assertEquals(100, rows.size(), "one row for each attempt");
            JsonNode team = accounts.admin("GET", "/team/info?team_id=t", "").get("team_info");
            assertEquals("1", team.get("spend").asString());
        }
    }

    private static void askUntilSpent(TestingAccounts accounts, String key, AtomicInteger good) {
        while (true) {
            RawReply reply = accounts.chat(key);
            switch (reply.status()) {
                case 200 -> good.incrementAndGet();
                case 429 -> {
                    if (reply.text().contains("insufficient_quota")) {
                        assertEquals(Optional.empty(), reply.header("retry-after"));
                        assertEquals(Optional.of("false"), reply.header("x-should-retry"));
                        return;
                    }
                    assertEquals(Optional.of("1"), reply.header("retry-after"), "held by calls under way");
                }
                default -> throw new AssertionError(reply.status() + " " + reply.text());
            }
        }
    }

    @Test
    void aBudgetThatComesLateKnowsAllThatWasSpentBefore() throws InterruptedException, ExecutionException {
        try (TestingAccounts accounts = TestingAccounts.start();
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String window : List.of("", ",\"budget_duration\":\"1d\"")) {
                String key = accounts.key("{}");
                for (int i = 0; i < 5; i++) {
                    assertEquals(200, accounts.chat(key).status());
                }
                CountDownLatch told = new CountDownLatch(1);
                Future<?> caller = others.submit(() -> {
                    while (told.getCount() > 0) {
                        accounts.chat(key);
                    }
                });
                accounts.admin("POST", "/key/update", "{\"key\":\"" + key + "\",\"max_budget\":0.05" + window + "}");
                RawReply after = accounts.chat(key);
                told.countDown();
                caller.get();
                assertEquals(429, after.status(), after.text());
                assertTrue(after.text().contains("insufficient_quota"), after.text());
            }
        }
    }

    /** Of each key, and also where the team only refers to what names the models. */
    @Test
    void aTeamsBudgetForAModelKnowsWhatItsKeysSpentBefore() {
        String models = "\"model_max_budget\":{\"m\":{\"budget_limit\":0.05,\"time_period\":\"1d\"}}";
        try (TestingAccounts accounts = TestingAccounts.start()) {
            accounts.admin("POST", "/budget/new", "{\"budget_id\":\"b\"}");
            accounts.admin("POST", "/team/new", "{\"team_id\":\"own\"}");
            accounts.admin("POST", "/team/new", "{\"team_id\":\"referring\",\"budget_id\":\"b\"}");
            String one = accounts.key("{\"team_id\":\"own\"}");
            String other = accounts.key("{\"team_id\":\"referring\"}");
            for (int i = 0; i < 5; i++) {
                assertEquals(200, accounts.chat(one).status());
                assertEquals(200, accounts.chat(other).status());
            }
            accounts.admin("POST", "/team/update", "{\"team_id\":\"own\"," + models + "}");
            accounts.admin("POST", "/budget/update", "{\"budget_id\":\"b\"," + models + "}");
            assertEquals(429, accounts.chat(one).status());
            assertEquals(429, accounts.chat(other).status());
        }
    }

    @Test
    void whoHasNoBudgetIsNeverBlocked() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            Random random = new Random(7);
            for (int i = 0; i < 100; i++) {
                String tree = "{";
                if (random.nextBoolean()) {
                    accounts.admin("POST", "/user/new", "{\"user_id\":\"u" + i + "\",\"auto_create_key\":false}");
                    tree += "\"user_id\":\"u" + i + "\",";
                }
                if (random.nextBoolean()) {
                    accounts.admin("POST", "/organization/new", "{\"organization_id\":\"o" + i + "\"}");
                    accounts.admin(
                            "POST",
                            "/team/new",
                            "{\"team_id\":\"t" + i + "\",\"organization_id\":\"o" + i
                                    + "\",\"budget_duration\":\"1d\"}");
                    tree += "\"team_id\":\"t" + i + "\",";
                }
                String key = accounts.key(tree + "\"metadata\":{}}");
                for (int call = 0; call < 3; call++) {
                    assertEquals(200, accounts.chat(key).status(), tree);
                }
            }
        }
    }

    @Test
    void windowsOfAKeyModelBudgetsAndLinkedBudgetsCountEach() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            String windows = accounts.key("""
                    {"budget_limits":[{"budget_duration":"1h","max_budget":0.02,"budget_window":"rolling"},
                    {"budget_duration":"1mo","max_budget":5,"timezone":"Europe/Berlin"}]}""");
            assertSpends(accounts, windows, 2);
            String model =
                    accounts.key("{\"model_max_budget\":{\"m\":{\"budget_limit\":0.01,\"time_period\":\"1d\"}}}");
            assertSpends(accounts, model, 1);
            assertEquals(
                    200,
                    accounts.chat(model, TestingAccounts.REQUEST.replace("\"m\"", "\"other\""))
                            .status());
            accounts.admin("POST", "/budget/new", "{\"budget_id\":\"small\",\"max_budget\":0.01}");
            assertSpends(accounts, accounts.key("{\"budget_id\":\"small\"}"), 1);
            accounts.admin("POST", "/customer/new", "{\"user_id\":\"ann\",\"max_budget\":0.01}");
            String any = accounts.key("{}");
            String ann = TestingAccounts.REQUEST.replace("{\"model\"", "{\"user\":\"ann\",\"model\"");
            assertEquals(200, accounts.chat(any, ann).status());
            assertEquals(429, accounts.chat(any, ann).status());
            assertEquals(200, accounts.chat(any).status());
        }
    }

    @Test
    void memberOfATeamHasABudgetInItAndKeepsTheOwn() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            accounts.admin("POST", "/team/new", "{\"team_id\":\"t\"}");
            accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"max_budget\":0,\"auto_create_key\":false}");
            accounts.admin("POST", "/team/member_add", """
                    {"team_id":"t","member":{"role":"user","user_id":"ann"},"max_budget_in_team":0.01}""");
            String key = accounts.key("{\"team_id\":\"t\",\"user_id\":\"ann\"}");
            assertSpends(accounts, key, 1);
            assertEquals(200, accounts.chat(accounts.key("{\"team_id\":\"t\"}")).status());
            assertEquals(
                    429, accounts.chat(accounts.key("{\"user_id\":\"ann\"}")).status());
        }
    }

    private static void assertSpends(TestingAccounts accounts, String key, int calls) {
        for (int i = 0; i < calls; i++) {
            assertEquals(200, accounts.chat(key).status(), "call " + i);
        }
        RawReply over = accounts.chat(key);
        assertEquals(429, over.status(), over.text());
        assertTrue(over.text().contains("insufficient_quota"), over.text());
    }

    @Test
    void copyOfACallIsChargedToItsCaller() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            String key = accounts.key("{\"max_budget\":0.05,\"rpm_limit\":1}");
            String request = TestingAccounts.REQUEST.replace("\"m\"", "\"copied\"");
            assertEquals(200, accounts.chat(key, request).status());
            JsonNode rows = accounts.rows(2, "");
            assertEquals(
                    Set.of("m", "other"),
                    Set.of(
                            rows.get(0).get("model").stringValue(),
                            rows.get(1).get("model").stringValue()));
            JsonNode info = accounts.admin("GET", "/key/info?key=" + key, "").get("info");
            assertEquals("0.02", info.get("spend").asString());
            assertEquals(429, accounts.chat(key, request).status(), "the copy took no request of the rate");
        }
    }

    @Test
    void unknownPriceIsRefusedWhereABudgetCountsIt() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            String request = TestingAccounts.REQUEST.replace("\"m\"", "\"unpriced\"");
            RawReply refused = accounts.chat(accounts.key("{\"max_budget\":1}"), request);
            assertEquals(403, refused.status());
            assertTrue(refused.text().contains("price_unknown"), refused.text());
            assertEquals(200, accounts.chat(accounts.key("{}"), request).status());
            assertEquals(1, accounts.upstream.requestCount());
            JsonNode row = accounts.rows(1, "").get(0);
            assertEquals("false", row.get("priced").toString(), "visible, and not for nothing");
        }
    }

    @Test
    void picturesPricedByThePieceAreHeldToABudget() {
        try (TestingAccounts accounts = TestingAccounts.start("{}", """
                  painter:
                    targets: [{provider: every, model: painter, price: {images: 0.04}}]
                """)) {
            accounts.upstream.otherwise(request ->
                    Reply.json("{\"created\":7,\"data\":[{\"b64_json\":\"AQID\"},{\"b64_json\":\"AQID\"}]}"));
            String key = accounts.key("{\"max_budget\":0.10}");
            String two = "{\"model\":\"painter\",\"prompt\":\"a cat\",\"n\":2}";
            URI gateway = accounts.gateway.baseUrl();
            RawReply painted = accounts.call(gateway, key, "POST", "/v1/images/generations", two);
            assertEquals(200, painted.status(), painted.text());
            RawReply refused = accounts.call(gateway, key, "POST", "/v1/images/generations", two);
            assertEquals(429, refused.status(), refused.text());
            assertTrue(refused.text().contains("insufficient_quota"), refused.text());
            assertEquals(1, accounts.upstream.requestCount());
            assertEquals("0.08", accounts.rows(1, "").get(0).get("spend").asString());
        }
    }

    @Test
    void anthropicCallersReadASpentBudgetInTheirWords() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            String key = accounts.key("{\"max_budget\":0}");
            RawReply reply = accounts.call(accounts.gateway.baseUrl(), key, "POST", "/v1/messages", """
                    {"model":"m","max_tokens":5,"messages":[{"role":"user","content":"hi"}]}""");
            assertEquals(402, reply.status(), reply.text());
            assertTrue(reply.text().contains("billing_error"), reply.text());
            assertEquals(Optional.of("false"), reply.header("x-should-retry"));
        }
    }

    @Test
    void discountsAndMarginsCountInEveryPrice() {
        try (TestingAccounts accounts =
                TestingAccounts.start("{prices: {factors: {up/other: 0.5, up: 0.9, '*': 1.5}}}")) {
            String key = accounts.key("{}");
            assertEquals(200, accounts.chat(key).status());
            assertEquals(
                    200,
                    accounts.chat(key, TestingAccounts.REQUEST.replace("\"m\"", "\"other\""))
                            .status());
            accounts.rows(2, "");
            JsonNode info = accounts.admin("GET", "/key/info?key=" + key, "").get("info");
            assertEquals("0.021", info.get("spend").asString(), "1.35 cents and 0.75 cents");
        }
    }
}
