package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key, and those it belongs to, change in where its calls go. */
class RoutingFieldsTest {
    private final TestingAccounts accounts = TestingAccounts.start();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void aliasesMeanAnotherModel() {
        String key = accounts.key("{\"aliases\":{\"m\":\"other\"}}");
        assertEquals("up/other", target(accounts.chat(key)));
        accounts.admin("POST", "/key/update", "{\"key\":\"" + key + "\",\"aliases\":null}");
        assertEquals("up/m", target(accounts.chat(key)));
    }

    @Test
    void theKeysWishesGoBeforeTheTeams() {
        accounts.admin("POST", "/team/new", """
                {"team_id":"blue","model_aliases":{"m":"other","x":"m"},
                 "router_settings":{"fallbacks":[{"m":["other"]}],"num_retries":0}}""");
        String key = accounts.key("{\"team_id\":\"blue\"}");
        assertEquals("up/other", target(accounts.chat(key)));
        String own = accounts.key("{\"team_id\":\"blue\",\"aliases\":{\"m\":\"m\"}}");
        assertEquals("up/m", target(accounts.chat(own)));
        assertEquals(
                "up/m",
                target(accounts.chat(own, TestingAccounts.REQUEST.replace("\"m\"", "\"x\""))),
                "the team's other names stay");
    }

    @Test
    void fallbacksOfTheTeamAreTheKeys() {
        accounts.upstream.otherwise(request -> request.bodyText().contains("\"model\":\"m\"")
                ? Reply.json(503, "{\"error\":{\"message\":\"overloaded\"}}")
                : Reply.json(TestingAccounts.COMPLETION));
        assertEquals(503, accounts.chat(accounts.key("{}")).status());
        accounts.admin(
                "POST", "/team/new", "{\"team_id\":\"blue\",\"router_settings\":{\"default_fallbacks\":[\"other\"]}}");
        assertEquals("up/other", target(accounts.chat(accounts.key("{\"team_id\":\"blue\"}"))));
    }

    @Test
    void theRegionOfTheTeamHoldsForItsKeys() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"blue\",\"allowed_model_region\":\"eu\"}");
        String key = accounts.key("{\"team_id\":\"blue\",\"allowed_model_region\":\"us\"}");
        RawReply reply = accounts.chat(key);
        assertEquals(400, reply.status(), reply.text());
        assertTrue(reply.text().contains("`m` has no target in the region eu."), reply.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"priority":"urgent"}                                   | priority: "urgent" (expected: low, normal or high)
            {"aliases":{"m":1}}                                     | aliases.m: 1 (expected: the name of a model)
            {"router_settings":{"num_retries":-1}}                  | router_settings.num_retries: -1 (expected: a whole number of 0 to 100)
            {"router_settings":{"timeout":0}}                       | router_settings.timeout: 0 (expected: seconds, 0.001 to 86400)
            {"router_settings":{"fallbacks":{"m":["other"]}}}       | router_settings.fallbacks: {"m":["other"]} (expected: an array
            {"router_settings":{"fallbacks":[{"m":"other"}]}}       | router_settings.fallbacks.m: "other" (expected: an array of names of models)
            {"router_settings":{"routing_strategy":"least-busy"}}   | router_settings.routing_strategy: not to be set for single callers
            """)
    void whatCannotBeUnderstoodIsRefusedByName(String body, String sentence) {
        RawReply reply = accounts.admin(accounts.operatorKey(), "POST", "/key/generate", body);
        assertEquals(400, reply.status(), reply.text());
        assertTrue(reply.text().replace("\\\"", "\"").contains(sentence), reply.text());
    }

    @Test
    void ownersOfKeysDoNotRouteThemselves() {
        accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"user_role\":\"internal_user\"}");
        String key = accounts.key("{\"user_id\":\"ann\"}");
        for (String body : new String[] {
            "{\"priority\":\"high\"}", "{\"router_settings\":{\"num_retries\":0}}", "{\"aliases\":{\"a\":\"m\"}}"
        }) {
            RawReply reply = accounts.admin(key, "POST", "/key/generate", body);
            assertEquals(403, reply.status(), body + " " + reply.text());
        }
    }

    private static String target(RawReply reply) {
        return reply.header("x-switchboard-target").orElseThrow(() -> new AssertionError(reply.text()));
    }
}
