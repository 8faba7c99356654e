package dev.switchboard.accounts.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.TestingAccounts;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawReply;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was spent by whom, what something would cost, and many keys at once. */
class SpendRoutesTest {
    private final TestingAccounts accounts = TestingAccounts.start();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void aKeysOwnTagsCountHoweverManyACallNames() {
        String key = accounts.key("{\"tags\":[\"blue\"]}");
        String many = IntStream.range(0, 70).mapToObj(i -> "tag-" + i).collect(Collectors.joining(","));

        assertEquals(
                200, accounts.chat(key, new Header("x-switchboard-tags", many)).status());
        accounts.rows(1, "");

        JsonNode tags = accounts.admin("GET", "/spend/tags?limit=100", "");
        List<String> names = StreamSupport.stream(tags.spliterator(), false)
                .map(tag -> tag.get("individual_request_tag").stringValue())
                .toList();
        assertEquals(64, names.size());
        assertTrue(names.contains("blue"), names::toString);
    }

    @Test
    void keysUsersAndTagsAreListedByWhatTheySpent() {
        accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"auto_create_key\":false}");
        String little = accounts.key("{\"key_alias\":\"little\",\"tags\":[\"blue\"]}");
        String much = accounts.key("{\"key_alias\":\"much\",\"user_id\":\"ann\",\"tags\":[\"blue\",\"red\"]}");
        assertEquals(200, accounts.chat(little).status());
        assertEquals(200, accounts.chat(much).status());
        assertEquals(200, accounts.chat(much).status());
        accounts.rows(3, "");
        JsonNode keys = accounts.admin("GET", "/spend/keys", "");
        assertEquals("much", keys.get(0).get("key_alias").stringValue());
        assertEquals("0.02", keys.get(0).get("spend").asString());
        assertEquals("little", keys.get(1).get("key_alias").stringValue());
        assertEquals(1, accounts.admin("GET", "/spend/keys?limit=1", "").size());
        JsonNode users = accounts.admin("GET", "/spend/users", "");
        assertEquals("ann", users.get(0).get("user_id").stringValue());
        assertEquals(users, accounts.admin("GET", "/spend/users?user_id=ann", ""));
        JsonNode tags = accounts.admin("GET", "/spend/tags", "");
        assertEquals(
                "{\"individual_request_tag\":\"blue\",\"log_count\":3,\"total_spend\":0.03}",
                tags.get(0).toString());
        assertEquals("red", tags.get(1).get("individual_request_tag").stringValue());
        accounts.admin("POST", "/key/delete", "{\"key_aliases\":[\"little\"]}");
        JsonNode gone = accounts.admin("GET", "/spend/keys", "").get(1);
        assertEquals("0.01", gone.get("spend").asString(), "what a key spent that is gone is still told");
    }

    @Test
    void allThatWasSpentIsToldByOneThingAtATime() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\",\"team_alias\":\"Blue\"}");
        String key = accounts.key("{\"key_alias\":\"web\",\"team_id\":\"t\",\"tags\":[\"red\"]}");
        assertEquals(200, accounts.chat(key).status());
        assertEquals(200, accounts.chat(accounts.key("{}")).status());
        accounts.rows(2, "");
        JsonNode keys = accounts.admin("GET", "/global/spend/keys?limit=5", "");
        assertEquals(2, keys.size());
        assertTrue(keys.toString().contains("\"key_alias\":\"web\""), keys.toString());
        assertEquals(
                "[{\"model\":\"m\",\"total_spend\":0.02}]",
                accounts.admin("GET", "/global/spend/models", "").toString());
        assertEquals(
                "[{\"provider\":\"up\",\"total_spend\":0.02}]",
                accounts.admin("GET", "/global/spend/provider", "").toString());
        JsonNode teams = accounts.admin("GET", "/global/spend/teams", "");
        assertEquals("[\"Blue\"]", teams.get("teams").toString());
        assertEquals("0.01", teams.get("daily_spend").get(0).get("Blue").asString());
        assertEquals(
                "{\"spend_per_tag\":[{\"name\":\"red\",\"spend\":0.01,\"log_count\":1}]}",
                accounts.admin("GET", "/global/spend/tags", "").toString());
        assertEquals(
                "{\"tag_names\":[\"red\"]}",
                accounts.admin("GET", "/global/spend/all_tag_names", "").toString());
        assertEquals(
                "0.01",
                accounts.admin("GET", "/global/spend/logs?api_key=" + key, "")
                        .get(0)
                        .get("spend")
                        .asString());
        assertEquals(0, accounts.admin("GET", "/global/spend/end_users", "").size());
        JsonNode model = accounts.admin("GET", "/global/activity/model", "").get(0);
        assertEquals(2, model.get("sum_api_requests").intValue());
        assertEquals(10, model.get("sum_total_tokens").intValue());
        assertEquals(403, accounts.admin(key, "GET", "/global/spend/keys", "").status());
    }

    @Test
    void healthOfWhatAccountsNeedIsTold() {
        JsonNode all = accounts.admin("GET", "/health/services", "");
        assertEquals("healthy", all.get("status").stringValue(), all.toString());
        assertEquals(
                Set.of("database", "ledger", "prices"),
                Set.copyOf(all.get("services").propertyNames()));
        assertEquals(
                1,
                accounts.admin("GET", "/health/services?service=ledger", "")
                        .get("services")
                        .size());
        RawReply unknown = accounts.admin(accounts.operatorKey(), "GET", "/health/services?service=slack", "");
        assertEquals(400, unknown.status());
        RawReply own = accounts.admin(accounts.key("{}"), "POST", "/key/health", "");
        assertEquals("{\"key\":\"healthy\",\"logging_callbacks\":null}", own.text());
    }

    @Test
    void membersAndManyUsersAreChanged() {
        accounts.admin("POST", "/organization/new", "{\"organization_id\":\"o\"}");
        for (String user : List.of("ann", "bob")) {
            accounts.admin("POST", "/user/new", "{\"user_id\":\"" + user + "\",\"auto_create_key\":false}");
        }
        accounts.admin(
                "POST",
                "/organization/member_add",
                "{\"organization_id\":\"o\",\"member\":{\"user_id\":\"ann\",\"role\":\"user\"}}");
        String change = "{\"organization_id\":\"o\",\"user_id\":\"ann\",\"role\":\"org_admin\"}";
        JsonNode changed = accounts.admin("PATCH", "/organization/member_update", change);
        assertEquals(
                "[{\"user_id\":\"ann\",\"role\":\"org_admin\"}]",
                changed.get("members_with_roles").toString());
        assertEquals(
                "[]",
                accounts.admin("DELETE", "/organization/member_delete", change)
                        .get("members_with_roles")
                        .toString());
        assertEquals(
                404,
                accounts.admin(accounts.operatorKey(), "PATCH", "/organization/member_update", change)
                        .status());
        JsonNode many = accounts.admin(
                "POST",
                "/user/bulk_update",
                "{\"users\":[{\"user_id\":\"ann\",\"max_budget\":3},{\"user_id\":\"nobody\",\"max_budget\":3}]}");
        assertEquals(1, many.get("successful_updates").intValue(), many.toString());
        assertEquals(1, many.get("failed_updates").intValue(), many.toString());
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t1\"}");
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t2\"}");
        JsonNode page = accounts.admin("GET", "/v2/team/list?page=2&page_size=1", "");
        assertEquals(1, page.get("teams").size());
        assertEquals(2, page.get("total_pages").intValue());
    }

    @Test
    void modelsAreToldByTheirNames() {
        JsonNode groups = accounts.admin("GET", "/model_group/info", "").get("data");
        assertTrue(groups.size() >= 4, groups.toString());
        JsonNode one =
                accounts.admin("GET", "/model_group/info?model_group=m", "").get("data");
        assertEquals("[\"openai-compatible\"]", one.get(0).get("providers").toString());
        assertEquals(
                404,
                accounts.admin(accounts.operatorKey(), "GET", "/model_group/info?model_group=none", "")
                        .status());
    }

    @Test
    void forgottenVariableIsNoValue() {
        for (String path : List.of("/team/%7Bteam_id%7D/reset_spend", "/key/%7Bkey%7D/regenerate")) {
            assertEquals(
                    404,
                    accounts.admin(accounts.operatorKey(), "POST", path, "{}").status(),
                    path);
        }
    }

    @Test
    void costIsCalculatedByTheListOrRefused() {
        String reply = "{\"completion_response\":{\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":1000,"
                + "\"completion_tokens\":100,\"prompt_tokens_details\":{\"cached_tokens\":400}}}}";
        // 600 at $2.50, 400 at $1.25 and 100 at $10.00 for a million
        assertEquals(
                "0.003",
                accounts.admin("POST", "/spend/calculate", reply).get("cost").asString());
        RawReply unknown = accounts.admin(
                accounts.key("{}"), "POST", "/spend/calculate", "{\"model\":\"nobody-knows\",\"messages\":[]}");
        assertEquals(400, unknown.status());
        assertTrue(unknown.text().contains("nobody-knows"), unknown.text());
    }

    @Test
    void budgetIsLargerUntilItsIncreaseExpires() {
        String key = accounts.key("{\"max_budget\":0}");
        assertEquals(429, accounts.chat(key).status());
        String update = "{\"key\":\"" + key + "\",\"temp_budget_increase\":0.01,\"temp_budget_expiry\":\"%s\"}";
        accounts.admin("POST", "/key/update", update.formatted("2020-01-01"));
        assertEquals(429, accounts.chat(key).status(), "it has expired");
        accounts.admin("POST", "/key/update", update.formatted("2999-01-01T00:00:00Z"));
        assertEquals(200, accounts.chat(key).status());
        assertEquals(429, accounts.chat(key).status());
        RawReply half = accounts.admin(
                accounts.operatorKey(),
                "POST",
                "/key/update",
                "{\"key\":\"" + accounts.key("{\"max_budget\":1}") + "\",\"temp_budget_increase\":1}");
        assertEquals(400, half.status());
        assertTrue(half.text().contains("temp_budget_expiry"), half.text());
    }

    @Test
    void membersMakeKeysOnceTheirTeamLetsThem() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\"}");
        String ann = accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"user_role\":\"internal_user\"}")
                .get("key")
                .stringValue();
        accounts.admin(
                "POST", "/team/member_add", "{\"team_id\":\"t\",\"member\":{\"role\":\"user\",\"user_id\":\"ann\"}}");
        String wish = "{\"team_id\":\"t\"}";
        assertEquals(403, accounts.admin(ann, "POST", "/key/generate", wish).status());
        accounts.admin(
                "POST",
                "/team/permissions_update",
                "{\"team_id\":\"t\",\"team_member_permissions\":[\"/key/generate\"]}");
        assertEquals(200, accounts.admin(ann, "POST", "/key/generate", wish).status());
        assertEquals(
                "[\"/key/generate\"]",
                accounts.admin("GET", "/team/permissions_list?team_id=t", "")
                        .get("team_member_permissions")
                        .toString());
        assertEquals(
                403,
                accounts.admin(
                                ann,
                                "POST",
                                "/team/permissions_update",
                                "{\"team_id\":\"t\",\"team_member_permissions\":[]}")
                        .status());
    }

    @Test
    void manyKeysAreChangedEachByItself() {
        String one = accounts.key("{}");
        JsonNode reply = accounts.admin(
                "POST",
                "/key/bulk_update",
                "{\"keys\":[{\"key\":\"" + one + "\",\"max_budget\":7},"
                        + "{\"key\":\"sk-test-not-a-real-key\",\"max_budget\":7},{\"key\":\"" + one
                        + "\",\"rpm_limit\":-1}]}");
        assertEquals(3, reply.get("total_requested").intValue());
        assertEquals(1, reply.get("successful_updates").size());
        assertEquals(2, reply.get("failed_updates").size());
        assertFalse(reply.toString().contains(one), "no key is said back");
        assertEquals(
                "7",
                accounts.admin("GET", "/key/info?key=" + one, "")
                        .get("info")
                        .get("max_budget")
                        .toString());
    }

    @Test
    void numberThatIsNoneIsNamedWithWhatIsExpected() {
        for (String target : List.of(
                "/spend/logs?limit=abc",
                "/spend/logs?page=abc",
                "/spend/logs?size=0",
                "/spend/logs?page_size=1001",
                "/spend/logs?start_date=2026-01-01&end_date=2026-01-02&limit=abc",
                "/spend/keys?limit=-1",
                "/spend/users?page=1.5",
                "/global/spend/keys?limit=abc",
                "/global/spend/models?limit=abc",
                "/global/spend/end_users?limit=abc",
                "/key/list?page=abc",
                "/key/aliases?size=abc",
                "/user/list?page_size=abc",
                "/v2/team/list?page=0",
                "/audit?limit=abc")) {
            RawReply reply = accounts.admin(accounts.operatorKey(), "GET", target, "");
            assertEquals(400, reply.status(), target + reply.text());
            String value = target.substring(target.lastIndexOf('=') + 1);
            assertTrue(reply.text().contains("\\\"" + value + "\\\" (expected: a whole number, 1 to "), reply.text());
        }
        assertEquals(200, accounts.chat(accounts.key("{}")).status());
        assertEquals(200, accounts.chat(accounts.key("{}")).status());
        accounts.rows(2, "");
        assertEquals(1, accounts.admin("GET", "/spend/logs?limit=1", "").size());
    }

    @Test
    void keyWithoutAUserListsItself() {
        String lone = accounts.key("{}");
        accounts.key("{\"key_alias\":\"another\"}");
        RawReply own = accounts.admin(lone, "GET", "/key/list", "");
        assertEquals(200, own.status(), own.text());
        assertTrue(own.text().contains("\"total_count\":1"), own.text());
        RawReply other = accounts.admin(lone, "GET", "/key/list?key_alias=another", "");
        assertTrue(other.text().contains("\"total_count\":0"), other.text());
    }
}
