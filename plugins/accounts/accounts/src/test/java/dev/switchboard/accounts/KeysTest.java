package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.testkit.http.RawReply;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeysTest {
    private final TestingAccounts accounts = TestingAccounts.start();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void keyCallsAndIsShownOnceOnly() {
        JsonNode made = accounts.admin("POST", "/key/generate", """
                {"key_alias":"web","models":["m"],"metadata":{"a":1},"max_budget":1.5,"duration":"30d"}""");
        String key = made.get("key").stringValue();
        assertEquals(KeyHash.of(key).hex(), made.get("token").stringValue());
        assertEquals(
                "sk-..." + key.substring(key.length() - 4), made.get("key_name").stringValue());
        assertEquals(200, accounts.chat(key).status());
        JsonNode info = accounts.admin("GET", "/key/info?key=" + key, "");
        assertFalse(info.toString().contains(key), "the key itself is not kept");
        assertEquals("web", info.get("info").get("key_alias").stringValue());
        assertEquals("1.5", info.get("info").get("max_budget").asString());
    }

    @Test
    void operatorAndConfiguredKeysGoOn() {
        assertEquals(200, accounts.chat(accounts.gateway.key()).status());
        RawReply stranger = accounts.chat("sk-test-not-a-real-key");
        assertEquals(401, stranger.status());
        assertTrue(stranger.text().contains("invalid_api_key"), stranger.text());
    }

    @Test
    void keysThatAreAlikeForLongAreNotTheSame() {
        String beginning = "sk-test-" + "a".repeat(56);
        for (String end : List.of("b", "c")) {
            accounts.key("{\"key\":\"" + beginning + end + "\",\"models\":[\"m\"],\"key_alias\":\"" + end + "\"}");
        }
        accounts.admin("POST", "/key/block", "{\"key\":\"" + beginning + "b\"}");
        assertEquals(403, accounts.chat(beginning + "b").status());
        assertEquals(200, accounts.chat(beginning + "c").status());
        assertEquals(401, accounts.chat(beginning).status());
        assertEquals(401, accounts.chat(KeyHash.of(beginning + "c").hex()).status(), "a hash is no key");
    }

    @Test
    void modelsAreThoseOfKeyAndTeam() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"blue\",\"models\":[\"m\"]}");
        String key = accounts.key("{\"team_id\":\"blue\",\"models\":[\"m\",\"other\"]}");
        assertEquals(200, accounts.chat(key).status());
        assertEquals(
                404,
                accounts.chat(key, TestingAccounts.REQUEST.replace("\"m\"", "\"other\""))
                        .status());
        RawReply models = accounts.call(accounts.gateway.baseUrl(), key, "GET", "/v1/models", "");
        assertTrue(models.text().contains("\"m\""), models.text());
        assertFalse(models.text().contains("\"other\""), models.text());
    }

    @Test
    void blockedTeamBlocksItsKeys() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"blue\"}");
        String key = accounts.key("{\"team_id\":\"blue\"}");
        accounts.admin("POST", "/team/block", "{\"team_id\":\"blue\"}");
        assertEquals(403, accounts.chat(key).status());
        accounts.admin("POST", "/team/unblock", "{\"team_id\":\"blue\"}");
        assertEquals(200, accounts.chat(key).status());
    }

    @Test
    void deletedAndExpiredKeysAreStrangers() {
        String key = accounts.key("{}");
        accounts.admin("POST", "/key/delete", "{\"keys\":[\"" + key + "\"]}");
        assertEquals(401, accounts.chat(key).status());
        String brief = accounts.key("{\"duration\":\"1s\"}");
        long giveUp = System.nanoTime() + 20_000_000_000L;
        while (accounts.chat(brief).status() == 200) {
            assertTrue(System.nanoTime() - giveUp < 0, "never expired");
        }
        assertEquals(401, accounts.chat(brief).status());
    }

    @Test
    void newKeyInTheOldOnesPlaceSpendsTheSameBudget() {
        String old = accounts.key("{\"max_budget\":0.02}");
        assertEquals(200, accounts.chat(old).status());
        accounts.rows(1, "");
        String next = accounts.admin("POST", "/key/regenerate", "{\"key\":\"" + old + "\",\"grace_period\":\"1h\"}")
                .get("key")
                .stringValue();
        assertNotEquals(old, next);
        assertEquals(200, accounts.chat(next).status());
        assertEquals(429, accounts.chat(next).status());
        assertEquals(
                429, accounts.chat(old).status(), "in its grace the old key is known, and has no budget of its own");
        String last = accounts.admin("POST", "/key/" + next + "/regenerate", "{}")
                .get("key")
                .stringValue();
        assertEquals(401, accounts.chat(next).status());
        assertEquals(429, accounts.chat(last).status());
    }

    @Test
    void routesOfAKeyAreHeld() {
        String key = accounts.key("{\"allowed_routes\":[\"/v1/models*\"]}");
        assertEquals(403, accounts.chat(key).status());
        assertEquals(
                200,
                accounts.call(accounts.gateway.baseUrl(), key, "GET", "/v1/models", "")
                        .status());
        String reader = accounts.key("{\"key_type\":\"read_only\"}");
        assertEquals(403, accounts.chat(reader).status());
        assertEquals(200, accounts.admin(reader, "GET", "/key/info", "").status());
    }

    @Test
    void aKeyForModelsMayCallThemAllWithAndWithoutTheVersionInThePath() {
        String models = accounts.key("{\"key_type\":\"llm_api\"}");
        String management = accounts.key("{\"key_type\":\"management\"}");
        for (String path : List.of(
                "/chat/completions",
                "/embeddings",
                "/moderations",
                "/images/generations",
                "/audio/speech",
                "/rerank")) {
            for (String version : List.of("", "/v1")) {
                URI base = accounts.gateway.baseUrl();
                String body = "{\"model\":\"none\"}";
                assertEquals(
                        403,
                        accounts.call(base, management, "POST", version + path, body)
                                .status(),
                        version + path);
                assertNotEquals(
                        403,
                        accounts.call(base, models, "POST", version + path, body)
                                .status(),
                        version + path);
            }
        }
    }

    @Test
    void unknownFieldsAreRefusedAndForeignOnesNamed() {
        RawReply wrong = accounts.admin(accounts.gateway.key(), "POST", "/key/generate", "{\"max_bugdet\":1}");
        assertEquals(400, wrong.status());
        assertTrue(wrong.text().contains("max_bugdet"), wrong.text());
        JsonNode made = accounts.admin("POST", "/key/generate", "{\"send_invite_email\":true,\"config\":{}}");
        assertEquals(
                "[\"send_invite_email\",\"config\"]", made.get("ignored_fields").toString());
        assertEquals(
                400,
                accounts.admin(accounts.gateway.key(), "POST", "/key/generate", "{\"budget_duration\":\"soon\"}")
                        .status());
        assertEquals(
                400,
                accounts.admin(accounts.gateway.key(), "POST", "/key/generate", "{\"team_id\":\"nowhere\"}")
                        .status());
    }

    @Test
    void updateKeepsWhatItDoesNotNameAndNullTakesAway() {
        String key = accounts.key("{\"max_budget\":0,\"key_alias\":\"web\"}");
        assertEquals(429, accounts.chat(key).status());
        accounts.admin("POST", "/key/update", "{\"key\":\"" + key + "\",\"rpm_limit\":100}");
        assertEquals(429, accounts.chat(key).status());
        accounts.admin("POST", "/key/update", "{\"key\":\"" + key + "\",\"max_budget\":null}");
        assertEquals(200, accounts.chat(key).status());
        JsonNode list = accounts.admin("GET", "/key/list?key_alias=web&return_full_object=true", "");
        assertEquals(100, list.get("keys").get(0).get("rpm_limit").intValue());
        JsonNode audit = accounts.admin("GET", "/audit?object_type=key", "");
        assertEquals(3, audit.get("audit_logs").size());
        assertFalse(audit.toString().contains(key));
    }

    @Test
    void keyOfTheConfigurationIsNoAccountAndListsNone() {
        try (TestingAccounts configured =
                TestingAccounts.start("{}", "keys: {static: [{name: ci, key: sk-test-not-a-real-static-key}]}\n")) {
            configured.key("{}");
            RawReply listed = configured.admin("sk-test-not-a-real-static-key", "GET", "/key/list", "");
            assertEquals(200, listed.status(), listed.text());
            assertTrue(listed.text().contains("\"total_count\":0"), listed.text());
        }
    }
}
