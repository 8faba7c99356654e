package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.RawReply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the store says of somebody cannot be understood: they are neither let in without their limits nor called strangers. */
class FlawedDocumentsTest {
    private final Place.Server database = TestingMariaDb.database();

    /** Somebody writes past the gateway, which learns of it. */
    private void damage(String kind, String id, String document) throws SQLException {
        try (Connection connection = TestingMariaDb.connect(database);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE entity SET document = ?, version = version + 1 WHERE kind = ? AND id = ?");
                PreparedStatement change = connection.prepareStatement(
                        "INSERT INTO entity_change (kind, entity_id, changed_at) VALUES (?, ?, NOW(6))")) {
            update.setString(1, document);
            update.setString(2, kind);
            update.setString(3, id);
            assertEquals(1, update.executeUpdate());
            change.setString(1, kind);
            change.setString(2, id);
            change.executeUpdate();
        }
    }

    private static void assertClosed(TestingAccounts accounts, String key, String what, String request) {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        RawReply reply = accounts.chat(key, request);
        while (reply.status() == 200 && System.nanoTime() < giveUp) {
            reply = accounts.chat(key, request);
        }
        assertEquals(403, reply.status(), reply.text());
        assertTrue(reply.text().contains("account_unreadable"), reply.text());
        assertTrue(reply.text().contains("of the " + what), reply.text());
    }

    @Test
    void nobodyIsLetInWhoseLimitsCannotBeRead() throws SQLException {
        String key;
        String token;
        try (TestingLog log = new TestingLog();
                TestingAccounts first = TestingAccounts.on(database);
                TestingAccounts accounts = TestingAccounts.on(database)) {
            first.admin("POST", "/team/new", "{\"team_id\":\"t\"}");
            first.admin("POST", "/budget/new", "{\"budget_id\":\"b\",\"max_budget\":5000}");
            first.admin("POST", "/customer/new", "{\"user_id\":\"ann\"}");
            first.admin("POST", "/tag/new", "{\"name\":\"red\"}");
            key = first.key("{\"max_budget\":1000}"); // calls go on until a change has come
            token = first.admin("GET", "/key/info?key=" + key, "").get("key").stringValue();
            String ofTeam = first.key("{\"team_id\":\"t\"}");
            String ofBudget = first.key("{\"budget_id\":\"b\"}");
            String tagged = first.key("{\"tags\":[\"red\"]}");
            String other = first.key("{}");
            for (String each : new String[] {key, ofTeam, ofBudget, tagged, other}) {
                accounts.awaitChat(each, 200);
            }
            String ann = TestingAccounts.REQUEST.replace("{\"model\"", "{\"user\":\"ann\",\"model\"");
            assertEquals(200, accounts.chat(other, ann).status());
            damage("key", token, "{\"max_budget\":\"a dollar\"}");
            damage("team", "t", "{\"rpm_limit\":-1}");
            damage("budget", "b", "{\"max_budget\":5000,\"timezone\":\"Mars/Olympus\"}");
            damage("customer", "ann", "no JSON");
            damage("tag", "red", "{\"budget_limits\":7}");
            assertClosed(accounts, key, "key", TestingAccounts.REQUEST);
            assertClosed(accounts, ofTeam, "team", TestingAccounts.REQUEST);
            assertClosed(accounts, ofBudget, "budget", TestingAccounts.REQUEST);
            assertClosed(accounts, other, "customer", ann);
            assertClosed(accounts, tagged, "tag", TestingAccounts.REQUEST);
            assertEquals(200, accounts.chat(other).status(), "who is not concerned goes on");
            String told = log.with("key " + token + " cannot be understood").getFirst();
            assertTrue(told.startsWith("SEVERE"), told);
            assertTrue(told.contains("max_budget") && told.contains("a dollar"), told);
            assertFalse(log.with("customer ann cannot be understood").isEmpty());
        }
        try (TestingAccounts restarted = TestingAccounts.on(database)) {
            assertClosed(restarted, key, "key", TestingAccounts.REQUEST);
            restarted.admin("POST", "/key/update", "{\"key\":\"" + token + "\",\"max_budget\":1000}");
            assertEquals(200, restarted.chat(key).status(), "an update puts it right");
        }
    }
}
