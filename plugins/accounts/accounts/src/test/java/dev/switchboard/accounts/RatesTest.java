package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final TestingAccounts accounts = TestingAccounts.start();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void requestsOfAMinuteAreCountedAndTold() {
        String key = accounts.key("{\"rpm_limit\":2}");
        RawReply first = accounts.chat(key);
        assertEquals(Optional.of("2"), first.header("x-ratelimit-limit-requests"));
        assertEquals(Optional.of("1"), first.header("x-ratelimit-remaining-requests"));
        assertEquals(200, accounts.chat(key).status());
        RawReply third = accounts.chat(key);
        assertEquals(429, third.status());
        assertTrue(third.text().contains("rate_limit_exceeded"), third.text());
        assertTrue(third.header("retry-after").map(Integer::parseInt).orElse(0) >= 1, third.toString());
    }

    @Test
    void tokensAreSetAsideAndCorrectedByWhatWasUsed() {
        String key = accounts.key("{\"tpm_limit\":60}");
        for (int i = 0; i < 5; i++) {
            RawReply reply = accounts.chat(key);
            assertEquals(200, reply.status(), reply.text());
        }
        RawReply large = accounts.chat(key, TestingAccounts.REQUEST.replace("\"max_tokens\":2", "\"max_tokens\":100"));
        assertEquals(429, large.status());
        assertTrue(large.text().contains("max_tokens"), large.text());
    }

    @Test
    void limitOfATeamAndOfAModelHoldForAllItsKeys() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\",\"model_rpm_limit\":{\"m\":2}}");
        String one = accounts.key("{\"team_id\":\"t\"}");
        String two = accounts.key("{\"team_id\":\"t\"}");
        assertEquals(200, accounts.chat(one).status());
        assertEquals(200, accounts.chat(two).status());
        assertEquals(429, accounts.chat(one).status());
        assertEquals(
                200,
                accounts.chat(one, TestingAccounts.REQUEST.replace("\"m\"", "\"other\""))
                        .status());
    }

    @Test
    void slotIsFreeBeforeTheCallerHasTheWholeReply() {
        String key = accounts.key("{\"max_parallel_requests\":1}");
        for (int i = 0; i < 40; i++) {
            assertEquals(200, accounts.chat(key).status(), "call " + i);
            assertEquals(404, accounts.chat(key, of("nowhere")).status(), "call " + i);
        }
    }

    @Test
    void slotIsFreeBeforeTheCallerHasTheEndOfAStream() {
        accounts.upstream.otherwise(request -> Reply.sse(
                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                        + "[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}",
                "[DONE]"));
        String key = accounts.key("{\"max_parallel_requests\":1}");
        String request = TestingAccounts.REQUEST.replace("{\"model\"", "{\"stream\":true,\"model\"");
        for (int i = 0; i < 40; i++) {
            RawReply reply = accounts.chat(key, request);
            assertEquals(200, reply.status(), "call " + i);
            assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply.text());
        }
    }

    @Test
    void budgetIsFreeBeforeTheCallerHasTheReply() {
        String key = accounts.key("{\"max_budget\":0.30}");
        for (int i = 0; i < 30; i++) {
            assertEquals(200, accounts.chat(key).status(), "call " + i);
        }
        assertTrue(accounts.chat(key).text().contains("insufficient_quota"));
    }

    private static String of(String model) {
        return TestingAccounts.REQUEST.replace("\"m\"", "\"" + model + "\"");
    }
}
