package dev.switchboard.accounts.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.TestingAccounts;
import dev.switchboard.testkit.http.RawReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What counts as spent is lowered by those who may, and the next call finds it so. */
class SpendResetsTest {
    private final TestingAccounts accounts = TestingAccounts.start();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void keyCallsAgainAfterItsSpendWasReset() {
        String key = accounts.key("{\"max_budget\":0.02,\"budget_duration\":\"1mo\","
                + "\"budget_limits\":[{\"budget_duration\":\"1d\",\"max_budget\":0.02}]}");
        assertEquals(200, accounts.chat(key).status());
        assertEquals(200, accounts.chat(key).status());
        assertEquals(429, accounts.chat(key).status());
        JsonNode reply = accounts.admin("POST", "/key/" + key + "/reset_spend", "{\"reset_to\":0.01}");
        assertEquals("0.01", reply.get("spend").asString());
        assertEquals("0.02", reply.get("previous_spend").asString());
        assertEquals(200, accounts.chat(key).status());
        assertEquals(429, accounts.chat(key).status());
        String hash = reply.get("key_hash").stringValue();
        accounts.admin("POST", "/key/" + hash + "/reset_spend", "{}");
        assertEquals(200, accounts.chat(key).status());
        assertEquals(4, accounts.rows(4, "").size(), "the ledger keeps every row");
        JsonNode audit = accounts.admin("GET", "/audit?object_type=key&object_id=" + hash, "")
                .get("audit_logs");
        assertEquals("spend reset", audit.get(0).get("action").stringValue());
        assertTrue(audit.get(1).toString().contains("0.02"), audit.toString());
    }

    @Test
    void noMoreThanWasSpentAndNothingBelowZero() {
        String key = accounts.key("{\"max_budget\":1}");
        assertEquals(200, accounts.chat(key).status());
        for (String wrong : new String[] {"0.011", "-1", "\"all\"", "null"}) {
            RawReply reply = accounts.admin(
                    accounts.operatorKey(), "POST", "/key/" + key + "/reset_spend", "{\"reset_to\":" + wrong + "}");
            assertEquals(400, reply.status(), wrong);
            assertTrue(reply.text().contains("reset_to"), reply.text());
        }
    }

    @Test
    void teamsUsersAndMembersSpendAgain() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\",\"max_budget\":0.02}");
        accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"max_budget\":0.01,\"auto_create_key\":false}");
        accounts.admin(
                "POST",
                "/team/member_add",
                "{\"team_id\":\"t\",\"max_budget_in_team\":0.01,\"member\":{\"role\":\"user\",\"user_id\":\"ann\"}}");
        String member = accounts.key("{\"team_id\":\"t\",\"user_id\":\"ann\"}");
        assertEquals(200, accounts.chat(member).status());
        assertEquals(429, accounts.chat(member).status());
        accounts.admin("POST", "/team/t/member/ann/reset_spend", "{\"reset_to\":0}");
        assertEquals(200, accounts.chat(member).status());
        accounts.admin("POST", "/team/t/member/ann/reset_spend", "{\"reset_to\":0}");
        assertEquals(429, accounts.chat(member).status(), "the team's budget");
        accounts.admin("POST", "/team/t/reset_spend", "{\"reset_to\":0}");
        assertEquals(200, accounts.chat(member).status());
        String own = accounts.key("{\"user_id\":\"ann\"}");
        assertEquals(200, accounts.chat(own).status());
        assertEquals(429, accounts.chat(own).status());
        accounts.admin("POST", "/user/ann/reset_spend", "{\"reset_to\":0}");
        assertEquals(200, accounts.chat(own).status());
        assertEquals(
                404,
                accounts.admin(accounts.operatorKey(), "POST", "/team/t/member/bob/reset_spend", "{}")
                        .status());
    }

    @Test
    void nobodyResetsWhatTheySpentThemselves() {
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\"}");
        String ann = accounts.admin("POST", "/user/new", """
                        {"user_id":"ann","user_role":"internal_user","teams":[{"team_id":"t","user_role":"admin"}]}""").get("key").stringValue();
        String ofTeam = accounts.key("{\"team_id\":\"t\"}");
        assertEquals(
                200,
                accounts.admin(ann, "POST", "/key/" + ofTeam + "/reset_spend", "{}")
                        .status());
        for (String path : new String[] {
            "/key/" + ann + "/reset_spend",
            "/team/t/member/ann/reset_spend",
            "/team/t/reset_spend",
            "/user/ann/reset_spend"
        }) {
            assertEquals(403, accounts.admin(ann, "POST", path, "{}").status(), path);
        }
        String stranger = accounts.admin("POST", "/user/new", "{\"user_id\":\"bob\"}")
                .get("key")
                .stringValue();
        assertEquals(
                404,
                accounts.admin(stranger, "POST", "/key/" + ofTeam + "/reset_spend", "{}")
                        .status());
    }
}
