package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.guardrail.patterns.PatternsPlugin;
import dev.switchboard.testkit.http.RawReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A guardrail that does not look at every call looks at those of keys that name it, or whose team, project, user or organisation does. */
class ChosenGuardrailsTest {
    private final TestingAccounts accounts = TestingAccounts.start("{}", """
            guardrails:
              everybody: {type: patterns, rules: [{name: all, pattern: forbidden}]}
              few: {type: patterns, default-on: false, rules: [{name: some, pattern: secret}]}
            """, new PatternsPlugin());

    @AfterEach
    void close() {
        accounts.close();
    }

    private int status(String key, String word) {
        RawReply reply = accounts.chat(key, TestingAccounts.REQUEST.replace("\"hi\"", "\"" + word + "\""));
        return reply.status();
    }

    @Test
    void keysAndWhatTheyBelongToChoose() {
        String plain = accounts.key("{}");
        assertEquals(200, status(plain, "secret"));
        assertEquals(400, status(plain, "forbidden"));
        String chosen = accounts.key("{\"guardrails\":[\"few\"]}");
        assertEquals(400, status(chosen, "secret"));
        assertEquals(400, status(chosen, "forbidden"));
        assertEquals(200, status(chosen, "hello"));
        accounts.admin("POST", "/team/new", "{\"team_id\":\"t\",\"guardrails\":[\"few\"]}");
        String ofTeam = accounts.key("{\"team_id\":\"t\"}");
        assertEquals(400, status(ofTeam, "secret"));
        accounts.admin("POST", "/key/update", "{\"key\":\"" + ofTeam + "\",\"guardrails\":[]}");
        assertEquals(400, status(ofTeam, "secret"), "a key cannot take its team's away");
        accounts.admin("POST", "/key/update", "{\"key\":\"" + chosen + "\",\"guardrails\":null}");
        assertEquals(200, status(chosen, "secret"));
    }

    @Test
    void metadataIsAnotherPlaceForThem() {
        JsonNode made =
                accounts.admin("POST", "/key/generate", "{\"metadata\":{\"guardrails\":[\"few\"],\"owner\":\"ann\"}}");
        assertEquals("[\"few\"]", made.get("guardrails").toString());
        assertEquals("{\"owner\":\"ann\"}", made.get("metadata").toString());
        String key = made.get("key").stringValue();
        assertEquals(400, status(key, "secret"));
        accounts.admin("POST", "/key/update", "{\"key\":\"" + key + "\",\"metadata\":{}}");
        assertEquals(400, status(key, "secret"), "other metadata takes none away");
        RawReply wrong = accounts.admin(
                accounts.operatorKey(), "POST", "/key/generate", "{\"metadata\":{\"guardrails\":{\"few\":true}}}");
        assertEquals(400, wrong.status(), wrong.text());
    }

    @Test
    void nobodyButAnAdminChanges() {
        String ann = accounts.admin("POST", "/user/new", "{\"user_id\":\"ann\",\"user_role\":\"internal_user\"}")
                .get("key")
                .stringValue();
        accounts.admin("POST", "/key/update", "{\"key\":\"" + ann + "\",\"guardrails\":[\"few\"]}");
        for (String way : new String[] {"\"guardrails\":[]", "\"metadata\":{\"guardrails\":[]}"}) {
            RawReply refused = accounts.admin(ann, "POST", "/key/update", "{\"key\":\"" + ann + "\"," + way + "}");
            assertEquals(403, refused.status(), refused.text());
        }
        assertEquals(400, status(ann, "secret"));
    }

    @Test
    void guardrailThatIsNotThereLetsNobodyThrough() {
        String key = accounts.key("{\"guardrails\":[\"gone\"]}");
        RawReply reply = accounts.chat(key);
        assertEquals(403, reply.status(), reply.text());
        assertTrue(reply.text().contains("guardrail_missing") && reply.text().contains("gone"), reply.text());
        assertEquals(0, accounts.upstream.requestCount());
    }

    @Test
    void rotationByItselfIsRefusedAndNotPromised() {
        RawReply refused = accounts.admin(
                accounts.operatorKey(),
                "POST",
                "/key/generate",
                "{\"auto_rotate\":true,\"rotation_interval\":\"30d\"}");
        assertEquals(400, refused.status(), refused.text());
        assertTrue(refused.text().contains("regenerate"), refused.text());
        accounts.key("{\"auto_rotate\":false}");
    }
}
