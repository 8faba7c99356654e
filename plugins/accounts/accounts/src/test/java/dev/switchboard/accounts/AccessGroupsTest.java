package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code access_group_ids}: groups of models that the operator named. */
class AccessGroupsTest {
    private final TestingAccounts accounts =
            TestingAccounts.start("{model-groups: {small: [m], large: [other, copied]}}");

    @AfterEach
    void close() {
        accounts.close();
    }

    private int status(String key, String model) {
        return accounts.chat(key, TestingAccounts.REQUEST.replace("\"m\"", "\"" + model + "\""))
                .status();
    }

    @Test
    void groupsAllowTheirModels() {
        String alone = accounts.key("{\"access_group_ids\":[\"small\"]}");
        assertEquals(200, status(alone, "m"));
        assertEquals(404, status(alone, "other"));
        String beside = accounts.key("{\"models\":[\"unpriced\"],\"access_group_ids\":[\"small\"]}");
        assertEquals(200, status(beside, "m"));
        assertEquals(200, status(beside, "unpriced"));
        assertEquals(404, status(beside, "other"));
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\",\"access_group_ids\":[\"large\"]}");
        String ofTeam = accounts.key("{\"team_id\":\"t\"}");
        assertEquals(200, status(ofTeam, "copied"));
        assertEquals(404, status(ofTeam, "m"));
        assertEquals(
                404,
                status(accounts.key("{\"team_id\":\"t\",\"access_group_ids\":[\"small\"]}"), "m"),
                "not the team's");
    }

    @Test
    void groupThatIsNotThereIsRefusedByName() {
        RawReply refused =
                accounts.admin(accounts.operatorKey(), "POST", "/key/generate", "{\"access_group_ids\":[\"huge\"]}");
        assertEquals(400, refused.status(), refused.text());
        assertTrue(refused.text().contains("huge") && refused.text().contains("large, small"), refused.text());
    }

    @Test
    void nobodyTakesAGroupThemselves() {
        String ann = accounts.admin(
                        "POST", "/user/new", "{\"user_id\":\"ann\",\"user_role\":\"internal_user\",\"models\":[\"m\"]}")
                .get("key")
                .stringValue();
        RawReply refused = accounts.admin(ann, "POST", "/key/generate", "{\"access_group_ids\":[\"large\"]}");
        assertEquals(403, refused.status(), refused.text());
    }
}
