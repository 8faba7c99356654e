package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody gives more than they have, and nobody sees what is others'. */
class GrantsTest {
    private final TestingAccounts accounts = TestingAccounts.start();
    private String ann;
    private String bob;
    private String bobsToken;

    @BeforeEach
    void twoUsers() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"blue\",\"max_budget\":5,\"models\":[\"m\"]}");
        accounts.admin("POST", "/team/new", "{\"team_id\":\"red\"}");
        ann = accounts.admin("POST", "/user/new", """
                        {"user_id":"ann","user_role":"internal_user","models":["m"],"max_budget":1,
                        "teams":[{"team_id":"blue","user_role":"admin"}]}""").get("key").stringValue();
        JsonNode other =
                accounts.admin("POST", "/user/new", "{\"user_id\":\"bob\",\"user_email\":\"bob@example.com\"}");
        bob = other.get("key").stringValue();
        bobsToken = other.get("token").stringValue();
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private void refused(String key, String path, String body) {
        RawReply reply = accounts.admin(key, "POST", path, body);
        assertTrue(
                reply.status() == 403 || reply.status() == 404,
                path + " " + body + ": " + reply.status() + " " + reply.text());
    }

    @Test
    void keysOfAUserStayWithinTheirGrant() {
        RawReply own = accounts.admin(ann, "POST", "/key/generate", "{\"max_budget\":0.5,\"models\":[\"m\"]}");
        assertEquals(200, own.status(), own.text());
        assertTrue(own.text().contains("\"user_id\":\"ann\""), own.text());
        for (String beyond : List.of(
                "{\"max_budget\":1.01}",
                "{\"models\":[\"other\"]}",
                "{\"models\":[\"*\"]}",
                "{\"user_id\":\"bob\"}",
                "{\"team_id\":\"red\"}",
                "{\"organization_id\":\"o\"}",
                "{\"budget_id\":\"b\"}",
                "{\"allowed_routes\":[\"/*\"]}",
                "{\"key_type\":\"management\"}",
                "{\"key\":\"sk-test-chosen-by-somebody\"}",
                "{\"blocked\":false}")) {
            refused(ann, "/key/generate", beyond);
        }
        assertEquals(
                400,
                accounts.admin(ann, "POST", "/key/generate", "{\"user_role\":\"proxy_admin\"}")
                        .status());
        JsonNode keys = accounts.admin("GET", "/key/list?user_id=ann", "");
        assertEquals(2, keys.get("total_count").intValue(), "nothing of what was refused is there");
    }

    @Test
    void nobodyMakesThemselvesMore() {
        refused(ann, "/user/update", "{\"user_id\":\"ann\",\"user_role\":\"proxy_admin\"}");
        refused(ann, "/user/new", "{\"user_role\":\"proxy_admin\"}");
        refused(ann, "/team/update", "{\"team_id\":\"blue\",\"max_budget\":500}");
        refused(ann, "/team/update", "{\"team_id\":\"blue\",\"models\":[\"*\"]}");
        refused(ann, "/team/update", "{\"team_id\":\"blue\",\"organization_id\":\"o\"}");
        refused(ann, "/team/member_add", "{\"team_id\":\"red\",\"member\":{\"role\":\"admin\",\"user_id\":\"ann\"}}");
        refused(ann, "/key/update", "{\"key\":\"" + ann + "\",\"max_budget\":50}");
        JsonNode info = accounts.admin("GET", "/user/info?user_id=ann", "");
        assertEquals("internal_user", info.get("user_info").get("user_role").stringValue());
    }

    @Test
    void adminOfATeamManagesIt() {
        RawReply added = accounts.admin(
                ann,
                "POST",
                "/team/member_add",
                "{\"team_id\":\"blue\",\"member\":{\"role\":\"user\",\"user_id\":\"bob\"}}");
        assertEquals(200, added.status(), added.text());
        RawReply key = accounts.admin(ann, "POST", "/key/generate", "{\"team_id\":\"blue\",\"user_id\":\"bob\"}");
        assertEquals(200, key.status(), key.text());
        refused(bob, "/key/generate", "{\"team_id\":\"blue\"}");
        RawReply project = accounts.admin(ann, "POST", "/project/new", "{\"project_id\":\"p\",\"team_id\":\"blue\"}");
        assertEquals(200, project.status(), project.text());
        refused(ann, "/project/new", "{\"team_id\":\"red\"}");
    }

    @Test
    void whatIsOthersLooksLikeWhatIsNotThere() {
        String nothing =
                accounts.admin(ann, "GET", "/user/info?user_id=nobody", "").text();
        RawReply others = accounts.admin(ann, "GET", "/user/info?user_id=bob", "");
        assertEquals(404, others.status());
        assertEquals(nothing.replace("nobody", "bob"), others.text());
        for (String path : List.of(
                "/key/info?key=" + bobsToken, "/team/info?team_id=red", "/organization/info?organization_id=o")) {
            assertEquals(404, accounts.admin(ann, "GET", path, "").status(), path);
        }
        refused(ann, "/key/delete", "{\"keys\":[\"" + bobsToken + "\"]}");
        refused(ann, "/key/regenerate", "{\"key\":\"" + bobsToken + "\"}");
        assertFalse(accounts.admin(ann, "GET", "/team/list", "").text().contains("red"));
        assertFalse(
                accounts.admin(ann, "GET", "/key/list?user_id=bob", "").text().contains(bobsToken));
        assertFalse(
                accounts.admin(ann, "GET", "/spend/logs?user_id=bob", "").text().contains(bobsToken));
    }

    @Test
    void whatIsWrittenIntoKeysAndFiltersDoesNoHarm() {
        for (String wild :
                List.of("' OR '1'='1", "%", "\\", "\"; DROP TABLE entity; --", "\u00e4\u0000", "x".repeat(5_000))) {
            String encoded = URLEncoder.encode(wild, StandardCharsets.UTF_8);
            for (String path : List.of(
                    "/key/info?key=",
                    "/key/list?key_alias=",
                    "/team/info?team_id=",
                    "/spend/logs?request_id=",
                    "/audit?object_id=")) {
                int status = accounts.admin(accounts.gateway.key(), "GET", path + encoded, "")
                        .status();
                assertTrue(
                        status == 200 || status == 404 || status == 414 || status == 431, path + wild + ": " + status);
            }
        }
        assertEquals(200, accounts.chat(bob).status(), "everything is still there");
    }
}
