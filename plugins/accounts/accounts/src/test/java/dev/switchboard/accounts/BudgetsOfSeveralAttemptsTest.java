package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A call that takes several attempts: each is reserved and paid by itself, nothing twice, and nothing stays reserved. */
class BudgetsOfSeveralAttemptsTest {
    private static final String PRICE = "price: {request: 0.01, input: 0, output: 0}";
    private static final String FAILURE = "{\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}";

    private final TestingAccounts accounts = TestingAccounts.start("{}", """
              retried:
                targets: [{provider: up, model: retried, %1$s}]
                retries: {max-attempts: 3}
              fallen:
                targets: [{provider: up, model: fallen, %1$s}]
                fallbacks: [other]
              hedged:
                targets: [{provider: up, model: slow, %1$s}, {provider: every, model: quick, order: 1, %1$s}]
                hedge-after: 20ms
            routing: {cool-down: {first: 1ms, most: 1ms}}
            """.formatted(PRICE));

    private final Gate gate = Gate.closed();

    @AfterEach
    void close() {
        gate.open();
        accounts.close();
    }

    private RawReply chat(String key, String model) {
        return accounts.chat(key, TestingAccounts.REQUEST.replace("\"m\"", "\"" + model + "\""));
    }

    private static boolean asks(ReceivedRequest request, String model) {
        return request.bodyText().contains("\"" + model + "\"");
    }

    /** What is left pays for so many calls, to the cent: so nothing is counted twice, and nothing is still reserved. */
    private void assertLeft(String key, int calls) {
        accounts.upstream.otherwise(request -> Reply.json(TestingAccounts.COMPLETION));
        for (int i = 0; i < calls; i++) {
            RawReply reply = chat(key, "m");
            assertEquals(200, reply.status(), () -> "call " + reply.text());
        }
        RawReply over = chat(key, "m");
        assertEquals(429, over.status(), over.text());
        assertTrue(over.text().contains("Budget has been exceeded"), over.text());
    }

    private static List<String> column(JsonNode rows, String name) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(name).asString())
                .sorted()
                .toList();
    }

    private void assertSum(String key, String sum) {
        JsonNode rows = accounts.admin("GET", "/spend/logs?size=1000&api_key=" + key, "");
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            total = total.add(new BigDecimal(row.get("spend").asString()));
        }
        assertEquals(0, new BigDecimal(sum).compareTo(total), rows.toString());
        assertEquals(
                sum,
                accounts.admin("GET", "/key/info?key=" + key, "")
                        .get("info")
                        .get("spend")
                        .asString());
    }

    @Test
    void attemptThatWasRepeatedCostsWhatItUsed() {
        String key = accounts.key("{\"max_budget\":0.05}");
        accounts.upstream.enqueue(Reply.json(500, FAILURE), Reply.json(500, FAILURE));
        assertEquals(200, chat(key, "retried").status());
        JsonNode rows = accounts.rows(3, "");
        assertEquals(List.of("completed", "error", "error"), column(rows, "status"));
        assertEquals(List.of("0", "0", "0.01"), column(rows, "spend"));
        assertLeft(key, 4);
        accounts.rows(7, "");
        assertSum(key, "0.05");
    }

    @Test
    void callThatFailedAltogetherCostsNothing() {
        String key = accounts.key("{\"max_budget\":0.05}");
        accounts.upstream.otherwise(request -> Reply.json(500, FAILURE));
        assertEquals(500, chat(key, "m").status());
        assertLeft(key, 5);
    }

    /** A good status alone does not make what came an answer that somebody could bill. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replyThatIsNoneCostsNothing(boolean stream) {
        String key = accounts.key("{\"max_budget\":0.05}");
        List<Reply> unfit = List.of(
                unfit("text/html", "<title>Sign in</title>"),
                unfit("application/json", ""),
                unfit("application/json", "{\"id\":\"chatcmpl-1\",\"choices\":["),
                unfit("application/json", FAILURE),
                unfit("text/event-stream", "data: none\n\n"),
                unfit("text/event-stream", "data: " + FAILURE + "\n\n"));
        String request =
                stream ? TestingAccounts.REQUEST.replaceFirst("\\{", "{\"stream\":true,") : TestingAccounts.REQUEST;
        for (Reply reply : unfit) {
            accounts.upstream.otherwise(_ -> reply);
            RawReply told = accounts.chat(key, request);
            assertTrue(told.status() >= 500 || told.text().contains("{\"error\":"), told::text);
        }
        JsonNode rows = accounts.rows(unfit.size(), "");
        assertEquals(Set.of("error"), Set.copyOf(column(rows, "status")), rows::toString);
        assertEquals(Set.of("0"), Set.copyOf(column(rows, "spend")), rows::toString);
        assertLeft(key, 5);
    }

    private static Reply unfit(String type, String body) {
        return Reply.status(200).header("content-type", type).body(body).build();
    }

    @Test
    void fallbackIsPaidAndNotWhatFailed() {
        String key = accounts.key("{\"max_budget\":0.05}");
        accounts.upstream.otherwise(
                request -> asks(request, "fallen") ? Reply.json(500, FAILURE) : Reply.json(TestingAccounts.COMPLETION));
        assertEquals(200, chat(key, "fallen").status());
        JsonNode rows = accounts.admin("GET", "/spend/logs", "");
        while (!column(rows, "status").contains("completed")) {
            rows = accounts.admin("GET", "/spend/logs", "");
        }
        assertEquals(
                List.of("0.01"),
                column(rows, "spend").stream().filter(each -> !each.equals("0")).toList());
        assertLeft(key, 4);
    }

    @Test
    void bothAttemptsOfARaceArePaidOnce() {
        String key = accounts.key("{\"max_budget\":0.05}");
        accounts.upstream.otherwise(request -> asks(request, "slow")
                ? Reply.status(200).hold(gate).json(TestingAccounts.COMPLETION).build()
                : Reply.json(TestingAccounts.COMPLETION));
        assertEquals(200, chat(key, "hedged").status());
        JsonNode rows = accounts.rows(2, "");
        assertEquals(List.of("quick", "slow"), column(rows, "model"));
        int paid = (int) column(rows, "spend").stream().filter("0.01"::equals).count();
        assertTrue(paid >= 1, rows.toString());
        assertEquals(2, rows.size());
        gate.open();
        assertLeft(key, 5 - paid);
        accounts.rows(2 + 5 - paid, "");
        assertSum(key, "0.05");
    }
}
