package dev.switchboard.accounts.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.TestingAccounts;
import dev.switchboard.testkit.http.RawReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every route that reads, changes or searches, asked by an admin of one team about what belongs to another: it answers as if there
 * were no such thing, and tells nothing of it.
 */
class ForeignIdsTest {
    /** Stands in everything that belongs to the other tenant. */
    private static final String CANARY = "xanadu";

    private final TestingAccounts calls = TestingAccounts.start();
    private String ann;
    private String lone;
    private String foreignKey;
    private String foreignHash;
    private Map<String, String> foreign;

    @BeforeEach
    void twoTenants() {
        for (String id : List.of("ours", CANARY)) {
            calls.admin("POST", "/organization/new", "{\"organization_id\":\"org-" + id + "\"}");
            calls.admin(
                    "POST", "/team/new", "{\"team_id\":\"team-" + id + "\",\"organization_id\":\"org-" + id + "\"}");
            calls.admin(
                    "POST", "/project/new", "{\"project_id\":\"project-" + id + "\",\"team_id\":\"team-" + id + "\"}");
            calls.admin("POST", "/budget/new", "{\"budget_id\":\"budget-" + id + "\",\"max_budget\":1}");
            calls.admin("POST", "/customer/new", "{\"user_id\":\"customer-" + id + "\"}");
            calls.admin("POST", "/tag/new", "{\"name\":\"tag-" + id + "\"}");
        }
        ann = calls.admin(
                        "POST",
                        "/user/new",
                        "{\"user_id\":\"ann\",\"user_role\":\"internal_user\","
                                + "\"teams\":[{\"team_id\":\"team-ours\",\"user_role\":\"admin\"}]}")
                .get("key")
                .stringValue();
        lone = calls.key("{\"key_alias\":\"lone\"}");
        JsonNode bob = calls.admin(
                "POST",
                "/user/new",
                "{\"user_id\":\"user-" + CANARY + "\",\"user_email\":\"" + CANARY
                        + "@example.com\",\"teams\":[{\"team_id\":\"team-" + CANARY + "\"}]}");
        foreignKey = bob.get("key").stringValue();
        calls.admin(
                "POST",
                "/key/update",
                "{\"key\":\"" + foreignKey + "\",\"key_alias\":\"alias-" + CANARY + "\",\"team_id\":\"team-" + CANARY
                        + "\",\"tags\":[\"tag-" + CANARY + "\"]}");
        foreignHash =
                calls.admin("GET", "/key/info?key=" + foreignKey, "").get("key").stringValue();
        assertEquals(200, calls.chat(foreignKey).status());
        String request = calls.rows(1, "").get(0).get("request_id").stringValue();
        foreign = Map.ofEntries(
                Map.entry("key", foreignHash),
                Map.entry("api_key", foreignHash),
                Map.entry("user_id", "user-" + CANARY),
                Map.entry("user", "user-" + CANARY),
                Map.entry("team_id", "team-" + CANARY),
                Map.entry("team_ids", "team-" + CANARY),
                Map.entry("team", "team-" + CANARY),
                Map.entry("team_alias", "team-" + CANARY),
                Map.entry("organization_id", "org-" + CANARY),
                Map.entry("organization_ids", "org-" + CANARY),
                Map.entry("project_id", "project-" + CANARY),
                Map.entry("budget_id", "budget-" + CANARY),
                Map.entry("end_user_id", "customer-" + CANARY),
                Map.entry("end_user", "customer-" + CANARY),
                Map.entry("key_alias", "alias-" + CANARY),
                Map.entry("tags", "tag-" + CANARY),
                Map.entry("name", "tag-" + CANARY),
                Map.entry("request_id", request),
                Map.entry("object_id", foreignHash));
    }

    @AfterEach
    void close() {
        calls.close();
    }

    private String path(ApiRoute route) {
        String path = route.path();
        for (Map.Entry<String, String> id : foreign.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return path;
    }

    /** With each parameter by itself that could name something of somebody. */
    private List<String> targets(ApiRoute route) {
        List<String> targets = new ArrayList<>(List.of(path(route)));
        route.reads().stream()
                .filter(foreign::containsKey)
                .forEach(name -> targets.add(path(route) + "?" + name + "=" + foreign.get(name)));
        return targets;
    }

    /** What was asked is said back where it is refused, and nowhere else. */
    private boolean tells(RawReply reply) {
        return reply.status() == 200
                && (reply.text().contains(CANARY) || reply.text().contains(foreignHash));
    }

    @Test
    void whatIsReadOrSearchedTellsNothing() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (ApiRoute route : TestingRoutes.all()) {
            if (route.method().equals("GET")
                    && route.policy() == Policy.VIEW_OWN
                    && !route.path().equals("/openapi.json")) {
                for (String target : targets(route)) {
                    for (String caller : List.of(ann, lone)) {
                        RawReply reply = calls.admin(caller, "GET", target, "");
                        asked++;
                        if (reply.status() >= 500 || tells(reply)) {
                            wrong.add(target + ": " + reply.status() + " " + reply.text());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(asked > 40, "too few questions: " + asked);
    }

    @Test
    void oneThingOfOthersIsNotThere() {
        for (String target : List.of(
                "/key/info?key=" + foreignHash,
                "/key/info?key=" + foreignKey,
                "/user/info?user_id=user-" + CANARY,
                "/v2/user/info?user_id=user-" + CANARY,
                "/team/info?team_id=team-" + CANARY,
                "/organization/info?organization_id=org-" + CANARY,
                "/project/info?project_id=project-" + CANARY)) {
            for (String caller : List.of(ann, lone)) {
                RawReply others = calls.admin(caller, "GET", target, "");
                assertEquals(404, others.status(), target + others.text());
                RawReply nothing = calls.admin(caller, "GET", target.replace(CANARY, "nobody"), "");
                assertEquals(
                        nothing.text().replace("nobody", CANARY),
                        others.text(),
                        "what is others' and what is not there look alike");
            }
        }
    }

    @Test
    void nothingOfOthersIsChanged() {
        String before = everything();
        Map<String, String> bodies = Map.of(
                "key", "\"" + foreignHash + "\"",
                "keys", "[\"" + foreignHash + "\"]",
                "key_aliases", "[\"alias-" + CANARY + "\"]",
                "user_id", "\"user-" + CANARY + "\"",
                "user_ids", "[\"user-" + CANARY + "\"]",
                "team_id", "\"team-" + CANARY + "\"",
                "team_ids", "[\"team-" + CANARY + "\"]",
                "organization_id", "\"org-" + CANARY + "\"",
                "organization_ids", "[\"org-" + CANARY + "\"]",
                "project_ids", "[\"project-" + CANARY + "\"]");
        String all =
                "{" + bodies.entrySet().stream().map(ForeignIdsTest::member).collect(Collectors.joining(",")) + "}";
        List<String> wrong = new ArrayList<>();
        for (ApiRoute route : TestingRoutes.all()) {
            if (!route.method().equals("GET")) {
                List<String> sent = new ArrayList<>(List.of(all));
                bodies.entrySet().forEach(each -> sent.add("{" + member(each) + "}"));
                for (String body : sent) {
                    for (String caller : List.of(ann, lone)) {
                        RawReply reply = calls.admin(caller, route.method(), path(route), body);
                        if (reply.status() >= 500) {
                            wrong.add(route.method() + " " + path(route) + " " + body + ": " + reply.status());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(before, everything());
        assertEquals(200, calls.chat(foreignKey).status());
    }

    private static String member(Map.Entry<String, String> member) {
        return "\"" + member.getKey() + "\":" + member.getValue();
    }

    /** All that the other tenant has, as the operator sees it. */
    private String everything() {
        return String.join(
                "\n",
                withoutSums(
                        calls.admin("GET", "/key/info?key=" + foreignHash, "").get("info")),
                withoutSums(calls.admin("GET", "/user/info?user_id=user-" + CANARY, "")
                        .get("user_info")),
                withoutSums(calls.admin("GET", "/team/info?team_id=team-" + CANARY, "")
                        .get("team_info")),
                withoutSums(calls.admin("GET", "/organization/info?organization_id=org-" + CANARY, "")),
                withoutSums(calls.admin("GET", "/project/info?project_id=project-" + CANARY, "")));
    }

    private static String withoutSums(JsonNode entity) {
        StringBuilder text = new StringBuilder();
        entity.properties().stream()
                .filter(each -> !each.getKey().contains("spend"))
                .forEach(each -> text.append(each).append(' '));
        return text.toString();
    }
}
