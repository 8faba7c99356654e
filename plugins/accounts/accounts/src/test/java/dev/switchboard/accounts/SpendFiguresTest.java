package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Nine calls that are known, and every figure of the reports worked out by hand: three of ann's own key on {@code m}, two of the blue
 * team's on {@code m} and one on {@code other}, one of the red team's that fails at the upstream, and two of nobody's for an end user.
 * Each answered one costs a cent and uses three tokens in and two out, of which the cache served one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpendFiguresTest {
    private static final String CACHED = TestingAccounts.COMPLETION.replace(
            "\"total_tokens\":5}", "\"total_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":1}}");

    private TestingAccounts accounts;
    private String ann;
    private String annsHash;

    /** All on one day: a midnight in between would make two of it. */
    @BeforeAll
    void callOnOneDay() {
        LocalDate day = today();
        call();
        while (!today().equals(day)) {
            accounts.close();
            day = today();
            call();
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private void call() {
        accounts = TestingAccounts.start("{}", """
                  once:
                    targets: [{provider: up, model: once, price: {request: 0.01, input: 0, output: 0}}]
                    retries: {max-attempts: 1}
                """);
        accounts.upstream.otherwise(request -> request.bodyText().contains("\"once\"")
                ? Reply.json(500, "{\"error\":{\"message\":\"no\"}}")
                : Reply.json(CACHED));
        accounts.admin("POST", "/organization/new", "{\"organization_id\":\"acme\"}");
        accounts.admin("POST", "/team/new", "{\"team_id\":\"b\",\"team_alias\":\"Blue\",\"organization_id\":\"acme\"}");
        accounts.admin("POST", "/team/new", "{\"team_id\":\"r\",\"team_alias\":\"Red\"}");
        accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"auto_create_key\":false}");
        ann = accounts.key("{\"user_id\":\"ann\",\"key_alias\":\"anns\",\"tags\":[\"x\"]}");
        annsHash = accounts.admin("GET", "/key/info?key=" + ann, "").get("key").stringValue();
        String blue = accounts.key("{\"team_id\":\"b\",\"tags\":[\"x\",\"y\"]}");
        String red = accounts.key("{\"team_id\":\"r\"}");
        String nobodys = accounts.key("{}");
        for (int i = 0; i < 3; i++) {
            answered(ann, TestingAccounts.REQUEST);
        }
        answered(blue, TestingAccounts.REQUEST);
        answered(blue, TestingAccounts.REQUEST);
        answered(blue, TestingAccounts.REQUEST.replace("\"m\"", "\"other\""));
        assertEquals(
                500,
                accounts.chat(red, TestingAccounts.REQUEST.replace("\"m\"", "\"once\""))
                        .status());
        String customer = TestingAccounts.REQUEST.replace("{\"model\"", "{\"user\":\"carl\",\"model\"");
        answered(nobodys, customer);
        answered(nobodys, customer);
        accounts.rows(9, "");
    }

    private void answered(String key, String request) {
        RawReply reply = accounts.chat(key, request);
        assertEquals(200, reply.status(), reply.text());
    }

    @AfterAll
    void close() {
        accounts.close();
    }

    /** Cents, and calls that were answered and that failed. */
    private static void assertFigures(JsonNode metrics, String prefix, int answered, int failed) {
        assertEquals(
                0,
                BigDecimal.valueOf(answered, 2)
                        .compareTo(new BigDecimal(metrics.get(prefix + "spend").asString())),
                metrics::toString);
        assertEquals(3 * answered, metrics.get(prefix + "prompt_tokens").intValue(), metrics::toString);
        assertEquals(2 * answered, metrics.get(prefix + "completion_tokens").intValue(), metrics::toString);
        assertEquals(5 * answered, metrics.get(prefix + "total_tokens").intValue(), metrics::toString);
        assertEquals(answered, metrics.get(prefix + "cache_read_input_tokens").intValue(), metrics::toString);
        assertEquals(0, metrics.get(prefix + "cache_creation_input_tokens").intValue(), metrics::toString);
        assertEquals(answered + failed, metrics.get(prefix + "api_requests").intValue(), metrics::toString);
        assertEquals(answered, metrics.get(prefix + "successful_requests").intValue(), metrics::toString);
        assertEquals(failed, metrics.get(prefix + "failed_requests").intValue(), metrics::toString);
    }

    private JsonNode ofADay(String target, int answered, int failed) {
        JsonNode report = accounts.admin("GET", target, "");
        assertFigures(report.get("metadata"), "total_", answered, failed);
        assertEquals(1, report.get("results").size(), report::toString);
        JsonNode day = report.get("results").get(0);
        assertFigures(day.get("metrics"), "", answered, failed);
        return day.get("breakdown");
    }

    private static void assertPart(JsonNode breakdown, String by, String name, int answered, int failed) {
        assertFigures(breakdown.get(by).get(name).get("metrics"), "", answered, failed);
    }

    @Test
    void wholeGateway() {
        for (String target : new String[] {"/global/activity", "/user/daily/activity"}) {
            JsonNode parts = ofADay(target, 8, 1);
            assertPart(parts, "model_groups", "m", 7, 0);
            assertPart(parts, "models", "other", 1, 0);
            assertPart(parts, "model_groups", "once", 0, 1);
            assertPart(parts, "providers", "up", 8, 1);
            assertPart(parts, "api_keys", annsHash, 3, 0);
            assertEquals(4, parts.get("api_keys").size());
        }
        assertEquals(
                "0.08", accounts.admin("GET", "/global/spend", "").get("spend").asString());
    }

    @Test
    void daysOfUsersTeamsTagsAndTheRest() {
        assertPart(ofADay("/user/daily/activity?user_id=ann", 3, 0), "entities", "ann", 3, 0);
        JsonNode teams = ofADay("/team/daily/activity", 3, 1);
        assertPart(teams, "entities", "b", 3, 0);
        assertPart(teams, "entities", "r", 0, 1);
        ofADay("/team/daily/activity?team_ids=b", 3, 0);
        ofADay("/team/daily/activity?team_ids=r,b", 3, 1);
        assertPart(ofADay("/tag/daily/activity?tags=x", 6, 0), "entities", "x", 6, 0);
        ofADay("/tag/daily/activity?tags=y", 3, 0);
        ofADay("/customer/daily/activity?end_user_ids=carl", 2, 0);
        ofADay("/organization/daily/activity?organization_ids=acme", 3, 0);
        ofADay("/global/activity?api_key=" + ann, 3, 0);
        JsonNode none =
                accounts.admin("GET", "/user/daily/activity?user_id=ann&end_date=2020-01-31&start_date=2020-01-01", "");
        assertFigures(none.get("metadata"), "total_", 0, 0);
        assertEquals(0, none.get("results").size());
    }

    @Test
    void keyWithoutAUserSeesItsOwnDays() {
        String lone = accounts.key("{}");
        JsonNode report = accounts.admin("GET", "/global/activity?api_key=" + lone, "");
        assertFigures(report.get("metadata"), "total_", 0, 0);
        RawReply own = accounts.admin(lone, "GET", "/user/daily/activity", "");
        assertEquals(200, own.status(), own.text());
    }

    private String of(String target) {
        return accounts.admin("GET", target, "").toString();
    }

    @Test
    void globalSpendByOneThingAtATime() {
        assertEquals(
                "[{\"model\":\"m\",\"total_spend\":0.07},{\"model\":\"other\",\"total_spend\":0.01},"
                        + "{\"model\":\"once\",\"total_spend\":0}]",
                of("/global/spend/models"));
        assertEquals("[{\"model\":\"m\",\"total_spend\":0.07}]", of("/global/spend/models?limit=1"));
        assertEquals("[{\"provider\":\"up\",\"total_spend\":0.08}]", of("/global/spend/provider"));
        JsonNode keys = accounts.admin("GET", "/global/spend/keys", "");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode key : keys) {
            sum = sum.add(new BigDecimal(key.get("total_spend").asString()));
        }
        assertEquals(0, new BigDecimal("0.08").compareTo(sum), keys::toString);
        JsonNode teams = accounts.admin("GET", "/global/spend/teams", "");
        assertEquals(
                "[{\"team_id\":\"Blue\",\"total_spend\":0.03},{\"team_id\":\"Red\",\"total_spend\":0}]",
                teams.get("total_spend_per_team").toString());
        assertEquals("0.03", teams.get("daily_spend").get(0).get("Blue").asString());
        assertEquals(
                "{\"spend_per_tag\":[{\"name\":\"x\",\"spend\":0.06,\"log_count\":6},"
                        + "{\"name\":\"y\",\"spend\":0.03,\"log_count\":3}]}",
                of("/global/spend/tags"));
        assertEquals(
                "{\"spend_per_tag\":[{\"name\":\"y\",\"spend\":0.03,\"log_count\":3}]}",
                of("/global/spend/tags?tags=y"));
        assertEquals("{\"tag_names\":[\"x\",\"y\"]}", of("/global/spend/all_tag_names"));
        assertEquals("[{\"end_user\":\"carl\",\"total_count\":2,\"total_spend\":0.02}]", of("/global/spend/end_users"));
        JsonNode days = accounts.admin("GET", "/global/spend/logs", "");
        assertEquals(1, days.size());
        assertEquals("0.08", days.get(0).get("spend").asString());
        assertEquals(
                "0.03",
                accounts.admin("GET", "/global/spend/logs?api_key=" + ann, "")
                        .get(0)
                        .get("spend")
                        .asString());
        JsonNode models = accounts.admin("GET", "/global/activity/model", "");
        assertEquals("m", models.get(0).get("model").stringValue());
        assertEquals(7, models.get(0).get("sum_api_requests").intValue());
        assertEquals(35, models.get(0).get("sum_total_tokens").intValue());
        JsonNode report = accounts.admin("GET", "/global/spend/report?group_by=team", "")
                .get(0)
                .get("teams");
        assertEquals("Blue", report.get(0).get("team_name").stringValue());
        assertEquals("0.03", report.get(0).get("total_spend").asString());
    }
}
