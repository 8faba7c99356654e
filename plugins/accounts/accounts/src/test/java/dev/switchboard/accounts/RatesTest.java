package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import java.time.Duration;
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
    void slotsComeBackHoweverACallEnds() {
        String key = accounts.key("{\"max_parallel_requests\":1}");
        for (int i = 0; i < 20; i++) {
            int wanted = i % 2 == 0 ? 200 : 404;
            String model = i % 2 == 0 ? "\"m\"" : "\"nowhere\"";
            assertEquals(wanted, statusOnceFree(key, TestingAccounts.REQUEST.replace("\"m\"", model)));
        }
    }

    /** A caller has its reply a moment before its slot is free; one that leaked would stay taken. */
    private int statusOnceFree(String key, String request) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        int status = accounts.chat(key, request).status();
        while (status == 429 && System.nanoTime() - end < 0) {
            status = accounts.chat(key, request).status();
        }
        return status;
    }
}
