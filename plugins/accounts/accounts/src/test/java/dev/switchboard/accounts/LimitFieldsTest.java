package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.testkit.http.RawReply;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says of budgets and rates is held, or refused by name: nothing is accepted and does nothing. */
class LimitFieldsTest {
    private static final TestingAccounts ACCOUNTS = TestingAccounts.start();

    @AfterAll
    static void close() {
        ACCOUNTS.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model_max_budget\":{\"m\":0.00001}}",
                "{\"model_max_budget\":{\"m\":\"1e-05\"}}",
                "{\"model_max_budget\":{\"m\":{\"budget_limit\":\"0.00001\",\"time_period\":\"1d\"}}}",
                "{\"model_max_budget\":{\"m\":{\"max_budget\":0.00001,\"time_period\":\"1d\"}}}",
                "{\"budget_limits\":[{\"max_budget\":\"0.00001\",\"budget_duration\":\"1d\"}]}",
                "{\"budget_limits\":[{\"budget_limit\":0.00001,\"time_period\":\"1d\"}]}",
                "{\"max_budget\":\"0.00001\"}",
                "{\"model_rpm_limit\":{\"m\":\"0\"}}",
                "{\"model_tpm_limit\":{\"m\":\"1\"}}",
                "{\"rpm_limit\":\"0\"}"
            })
    void everySpellingIsHeld(String limits) {
        RawReply reply = ACCOUNTS.chat(ACCOUNTS.key(limits));
        assertEquals(429, reply.status(), reply.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"budget_limits":[{}]}                                    | budget_limits[0]: {} (expected: max_budget or budget_limit in it
            {"budget_limits":[{"max_budget":1},{"max_budget":"x"}]}   | budget_limits[1].max_budget: "x" (expected: dollars
            {"budget_limits":[{"max_budget":-1}]}                     | budget_limits[0].max_budget: -1 (expected: dollars
            {"budget_limits":[{"max_budget":1e-999999999}]}           | budget_limits[0].max_budget: 1E-999999999 (expected: dollars
            {"budget_limits":[{"max_budget":1,"budget_limit":1}]}     | budget_limits[0].budget_limit: 1 (expected: it or max_budget
            {"budget_limits":[{"max_budget":1,"time_period":30}]}     | budget_limits[0].time_period: 30 (expected: a length of time
            {"budget_limits":[{"max_budget":1,"time_period":"30"}]}   | budget_limits[0].time_period: "30" (expected: a number above zero
            {"budget_limits":[{"max_budget":1,"reset":"1d"}]}         | budget_limits[0].reset: "1d" (expected: budget_duration, budget_limit,
            {"budget_limits":[{"max_budget":1,"timezone":1}]}         | budget_limits[0].timezone: 1 (expected: a name such as Europe/Berlin)
            {"model_max_budget":{"m":"much"}}                         | model_max_budget.m: "much" (expected: an object such as
            {"model_max_budget":{"m":{"rpm_limit":1}}}                | model_max_budget.m.rpm_limit: 1 (expected: budget_duration,
            {"model_max_budget":{"m":null}}                           | model_max_budget.m: null (expected: an object such as
            {"budget_window":"x"}                                     | budget_window: "x" (expected: rolling or calendar)
            {"timezone":"Mars/North"}                                 | timezone: "Mars/North" (expected: a name such as Europe/Berlin)
            {"model_rpm_limit":{"m":"one"}}                           | model_rpm_limit.m: "one" (expected: a whole number of 0 or more)
            {"model_tpm_limit":{"m":1.5}}                             | model_tpm_limit.m: 1.5 (expected: a whole number of 0 or more)
            {"max_budget":"a lot"}                                    | max_budget: "a lot" (expected: an amount of dollars, 0 or more)
            {"rpm_limit":"1 000"}                                     | rpm_limit: "1 000" (expected: a whole number of 0 or more)
            """)
    void whatCannotBeUnderstoodIsRefusedByName(String body, String sentence) {
        refused("/key/generate", body, sentence);
    }

    @Test
    void everyKindIsHeldToTheSame() {
        for (String path : List.of(
                "/team/new\",\"team_id",
                "/user/new\",\"user_id",
                "/organization/new\",\"organization_id",
                "/customer/new\",\"user_id",
                "/budget/new\",\"budget_id",
                "/tag/new\",\"name")) {
            String[] parts = path.split("\",\"", -1);
            String id = "\"" + parts[1] + "\":\"one\"";
            refused(parts[0], "{" + id + ",\"budget_limits\":[{}]}", "budget_limits[0]: {}");
            refused(parts[0], "{" + id + ",\"model_rpm_limit\":{\"m\":\"x\"}}", "model_rpm_limit.m: \"x\"");
        }
        ACCOUNTS.admin("POST", "/team/new", "{\"team_id\":\"blue\"}");
        refused("/project/new", "{\"team_id\":\"blue\",\"budget_window\":\"x\"}", "budget_window: \"x\"");
        refused("/team/update", "{\"team_id\":\"blue\",\"budget_window\":\"x\"}", "budget_window: \"x\"");
        refused(
                "/team/member_add",
                "{\"team_id\":\"blue\",\"member\":{\"role\":\"user\",\"user_id\":\"ann\"},\"max_budget_in_team\":\"x\"}",
                "max_budget_in_team: \"x\" (expected: dollars");
    }

    @Test
    void whatABudgetDoesNotSayIsThatOfTheDocumentAroundIt() {
        Limits limits = Limits.of(
                Documents.parse("{\"max_budget\":1,\"budget_duration\":\"1d\",\"budget_window\":\"rolling\","
                        + "\"timezone\":\"Europe/Berlin\",\"model_max_budget\":{\"m\":0.01},"
                        + "\"budget_limits\":[{\"max_budget\":2,\"time_period\":\"1d\"},"
                        + "{\"max_budget\":3,\"time_period\":\"1d\",\"budget_window\":\"calendar\"}]}"),
                ZoneOffset.UTC);
        Optional<Period> day = Optional.of(Period.parse("1d", true, ZoneId.of("Europe/Berlin")));
        assertEquals(day, limits.modelBudgets().get("m").period());
        assertEquals(day, limits.budgets().get(1).period());
        assertEquals(
                Optional.of(Period.parse("1d", false, ZoneId.of("Europe/Berlin"))),
                limits.budgets().get(2).period());
    }

    @Test
    void whatIsStoredOfANumberInATextIsTheNumber() {
        String key = ACCOUNTS.key("{\"max_budget\":\"0.5\",\"rpm_limit\":\"1e2\"}");
        String info = ACCOUNTS.admin("GET", "/key/info?key=" + key, "").toString();
        assertTrue(info.contains("\"max_budget\":0.5") && info.contains("\"rpm_limit\":100"), info);
    }

    @Test
    void idsAndAliasesFitTheStore() {
        String id = "i".repeat(192);
        String most = " (expected: 1 to 191 characters";
        for (String path : List.of("/key/generate", "/user/new", "/customer/new")) {
            refused(path, "{\"user_id\":\"" + id + "\"}", "user_id: \"iii");
            refused(path, "{\"user_id\":\"" + id + "\"}", most);
            refused(path, "{\"user_id\":\"a\\nb\"}", "user_id: \"a");
        }
        refused("/budget/new", "{\"budget_id\":\"" + id + "\"}", most);
        refused("/tag/new", "{\"name\":\"" + id + "\"}", most);
        refused("/team/new", "{\"team_id\":\"" + id + "\"}", most);
        ACCOUNTS.admin("POST", "/team/new", "{\"team_id\":\"red\"}");
        refused("/team/member_add", "{\"team_id\":\"red\",\"member\":{\"user_id\":\"" + id + "\"}}", most);
        String alias = "a".repeat(256);
        String longest = " (expected: at most 255 characters without control characters)";
        refused("/key/generate", "{\"key_alias\":\"" + alias + "\"}", longest);
        refused("/key/generate", "{\"key_alias\":\"a\\u0000b\"}", longest);
        refused("/user/new", "{\"user_id\":\"eve\",\"key_alias\":\"" + alias + "\"}", longest);
        assertEquals(
                404,
                ACCOUNTS.admin(ACCOUNTS.operatorKey(), "GET", "/user/info?user_id=eve", "")
                        .status(),
                "no user is left of it");
        refused("/team/new", "{\"team_alias\":\"" + alias + "\"}", longest);
        ACCOUNTS.key("{\"user_id\":\"" + id.substring(1) + "\",\"key_alias\":\"" + alias.substring(1) + "\"}");
    }

    @Test
    void aBodyThatIsNoJsonIsToldWhereAndInOurWords() {
        refused("/key/generate", "{\n \"models\": [}", "The body is not JSON at line 2, column ");
        refused("/key/generate", "{\"models\":[],\"models\":[]}", "with each member once");
        refused("/key/generate", "{\"metadata\":" + "[".repeat(70) + "]".repeat(70) + "}", "at most 64 levels");
    }

    private static void refused(String path, String body, String sentence) {
        RawReply reply = ACCOUNTS.admin(ACCOUNTS.operatorKey(), "POST", path, body);
        assertEquals(400, reply.status(), path + " " + body + " " + reply.text());
        String text = reply.text().replace("\\\"", "\"");
        assertTrue(text.contains(sentence), text);
        assertTrue(!text.contains("StreamReadConstraints") && !text.contains("Source"), text);
    }
}
