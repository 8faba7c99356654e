package dev.switchboard.accounts.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.accounts.TestingAccounts;
import dev.switchboard.testkit.http.RawReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every route of the table, asked by everybody: who may not call it is told so before anything is looked at. */
class PolicyMatrixTest {
    private final TestingAccounts calls = TestingAccounts.start();

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void everyRouteLetsInWhomItsPolicySays() {
        Map<Role, String> keys = keys();
        String brief = calls.key("{\"duration\":\"1s\"}");
        Instant expired = Instant.now().plusMillis(1_100);
        while (Instant.now().isBefore(expired)) {
            Thread.onSpinWait();
        }
        List<String> wrong = new ArrayList<>();
        for (ApiRoute route : TestingRoutes.all()) {
            String path = route.path().replaceAll("\\{\\w+}", "sk-test-not-a-real-key");
            for (String stranger : List.of("", "sk-test-not-a-real-key", brief)) {
                assertEquals(
                        401, calls.admin(stranger, route.method(), path, "").status(), path);
            }
            keys.forEach((role, key) -> {
                RawReply reply = calls.admin(key, route.method(), path, "");
                boolean stopped = reply.status() == 403 && reply.text().contains("Your role may not call");
                if (stopped == route.policy().allows(role) || reply.status() >= 500) {
                    wrong.add(route.method() + " " + path + " as " + role + ": " + reply.status() + " " + reply.text());
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    private Map<Role, String> keys() {
        Map<Role, String> keys = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            String user = role.name().toLowerCase(Locale.ROOT);
            if (role != Role.KEY) {
                calls.admin("POST", "/user/new", "{\"user_id\":\"" + user + "\",\"user_role\":\"" + user + "\"}");
            }
            keys.put(role, calls.key(role == Role.KEY ? "{}" : "{\"user_id\":\"" + user + "\"}"));
        }
        return keys;
    }

    /** The gateway's own pages are the operator's: no role of an account opens them, whatever it may do with accounts. */
    @Test
    void pagesOfTheGatewayAreTheOperatorsAlone() {
        Map<Role, String> keys = keys();
        List<String> wrong = new ArrayList<>();
        for (OperatorPages.Page page : OperatorPages.PAGES) {
            String path = page.path().replaceAll("\\{\\w+}", "nothing");
            for (String stranger : List.of("", "sk-test-not-a-real-key")) {
                note(
                        wrong,
                        page,
                        path,
                        "a stranger",
                        calls.admin(stranger, page.method(), path, "").status(),
                        401);
            }
            keys.forEach((role, key) -> note(
                    wrong,
                    page,
                    path,
                    role.name(),
                    calls.admin(key, page.method(), path, "").status(),
                    403));
            int operator =
                    calls.admin(calls.operatorKey(), page.method(), path, "").status();
            if (operator == 401 || operator == 403 && page.method().equals("GET")) {
                wrong.add(page.method() + " " + path + " as the operator: " + operator);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void note(
            List<String> wrong, OperatorPages.Page page, String path, String who, int status, int refusal) {
        int expected = page.isEverybodys() ? 200 : refusal;
        if (status != expected) {
            wrong.add(page.method() + " " + path + " as " + who + ": " + status + " (expected: " + expected + ")");
        }
    }
}
