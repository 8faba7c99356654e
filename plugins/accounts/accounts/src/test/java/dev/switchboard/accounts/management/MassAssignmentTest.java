package dev.switchboard.accounts.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.TestingAccounts;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.testkit.http.RawReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every call that writes, with every field there is, by those who may not: nothing comes of it but what they have themselves. */
class MassAssignmentTest {
    private static final List<String> LISTS = List.of(
            "/team/list",
            "/user/list",
            "/organization/list",
            "/project/list",
            "/customer/list",
            "/budget/list",
            "/tag/list",
            "/key/list?user_id=bob&return_full_object=true");

    private final TestingAccounts accounts = TestingAccounts.start();
    private final Map<String, JsonNode> wishes = new TreeMap<>();

    @BeforeEach
    void everybody() {
        accounts.admin("POST", "/organization/new", "{\"organization_id\":\"org\"}");
        accounts.admin("POST", "/budget/new", "{\"budget_id\":\"b\",\"max_budget\":1}");
        accounts.admin("POST", "/customer/new", "{\"user_id\":\"end\"}");
        accounts.admin("POST", "/tag/new", "{\"name\":\"tag\"}");
        accounts.admin("POST", "/user/new", "{\"user_id\":\"bob\"}");
        accounts.admin("POST", "/team/new", """
                {"team_id":"blue","max_budget":5,"models":["m"],"team_member_permissions":["/key/generate"]}""");
        accounts.admin("POST", "/team/new", "{\"team_id\":\"red\"}");
        accounts.admin("POST", "/project/new", "{\"project_id\":\"p\",\"team_id\":\"blue\"}");
        accounts.admin("POST", "/user/new", """
                {"user_id":"mallory","user_role":"internal_user","models":["m"],"max_budget":1,"auto_create_key":false}""");
        accounts.admin(
                "POST",
                "/team/member_add",
                "{\"team_id\":\"blue\",\"member\":{\"role\":\"user\",\"user_id\":\"mallory\"}}");
        for (EntityKind kind : EntityKind.values()) {
            Schema schema = Schema.of(kind);
            schema.names().forEach(name -> schema.field(name).ifPresent(field -> wishes.put(name, wish(field))));
        }
        for (String own : List.of("switchboard_line", "token", "created_by", "spend", "version")) {
            wishes.put(own, Documents.object().stringNode("proxy_admin"));
        }
        wishes.put("user_role", Documents.object().stringNode("proxy_admin"));
        wishes.put("role", Documents.object().stringNode("admin"));
        wishes.put("reset_to", Documents.object().numberNode(0));
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    /** The most that a field can say. */
    private static JsonNode wish(Field field) {
        if (field.name().equals("budget_limits")) {
            return Documents.parse("{\"wish\":[{\"max_budget\":1000000}]}").get("wish");
        }
        if (field.name().equals("model_rpm_limit") || field.name().equals("model_tpm_limit")) {
            return Documents.parse("{\"wish\":{\"m\":1000000}}").get("wish");
        }
        String value = switch (field.type()) {
            case TEXT, ID, ALIAS -> "\"red\"";
            case COUNT, MONEY -> "1000000";
            case FLAG -> "true";
            case TEXTS -> "[\"*\"]";
            case OBJECT -> "{\"m\":{\"budget_limit\":1000000,\"time_period\":\"1d\"}}";
            case OBJECTS -> "[{\"role\":\"admin\",\"user_id\":\"mallory\",\"max_budget\":1000000}]";
            case DURATION -> "\"1000d\"";
        };
        return Documents.parse("{\"wish\":" + value + "}").get("wish");
    }

    /** What a call is about, by the beginning of its path. */
    private static Map<String, Object> subject(String path, String key) {
        return switch (path.split("/")[1]) {
            case "key" -> Map.of("key", key, "keys", List.of(key));
            case "team" -> Map.of("team_id", "blue");
            case "user" -> Map.of("user_id", "mallory", "user_ids", List.of("mallory"));
            case "organization" -> Map.of("organization_id", "org");
            case "project" -> Map.of("project_id", "p");
            case "customer", "end_user" -> Map.of("user_id", "end");
            case "budget" -> Map.of("budget_id", "b");
            case "tag" -> Map.of("name", "tag");
            default -> Map.of();
        };
    }

    private Map<String, String> world() {
        Map<String, String> world = new LinkedHashMap<>();
        LISTS.forEach(list -> world.put(list, accounts.admin("GET", list, "").toString()));
        return world;
    }

    @Test
    void nobodyStoresMoreThanTheyHave() {
        String plain = accounts.key("{\"models\":[\"m\"]}");
        List<String> callers = new ArrayList<>(List.of(plain));
        callers.add(accounts.key("{\"user_id\":\"mallory\",\"key_alias\":\"caller\"}"));
        Map<String, String> before = world();
        int done = 0;
        for (ApiRoute route : TestingRoutes.all()) {
            if (!route.method().equals("GET")) {
                for (String caller : callers) {
                    done += call(route, caller);
                }
            }
        }
        assertTrue(done > 50, done + " calls were let through");
        assertEquals(before, world());
        for (JsonNode key : accounts.admin("GET", "/key/list?user_id=mallory&return_full_object=true&size=1000", "")
                .get("keys")) {
            check(key);
        }
        JsonNode untouched = accounts.admin("GET", "/key/info?key=" + plain, "").get("info");
        assertEquals("[\"m\"]", untouched.get("models").toString());
        assertTrue(untouched.get("max_budget").isNull(), untouched::toString);
    }

    /** Returns how many calls were let through. */
    private int call(ApiRoute route, String caller) {
        String target = accounts.key("{\"user_id\":\"mallory\",\"max_budget\":0.5,\"models\":[\"m\"]}");
        String path =
                route.path().replace("{key}", target).replace("{team}", "blue").replace("{user}", "mallory");
        int done = 0;
        for (Map.Entry<String, JsonNode> wish : wishes.entrySet()) {
            for (boolean named : new boolean[] {false, true}) {
                ObjectNode body = Documents.object();
                if (named) {
                    subject(path, target)
                            .forEach((name, value) -> body.set(
                                    name,
                                    value instanceof String text
                                            ? body.stringNode(text)
                                            : Documents.object().putArray(name).add(target)));
                }
                body.set(wish.getKey(), wish.getValue());
                RawReply reply = accounts.admin(caller, route.method(), path, Documents.write(body));
                assertTrue(reply.status() < 500, () -> path + " " + body + ": " + reply.text());
                done += reply.status() == 200 ? 1 : 0;
            }
        }
        return done;
    }

    private static void check(JsonNode key) {
        assertEquals("mallory", key.get("user_id").stringValue(), key::toString);
        JsonNode budget = key.get("max_budget");
        boolean ofTeam = Documents.text(key, "team_id").filter("blue"::equals).isPresent();
        assertTrue(budget.isNull() || budget.doubleValue() <= (ofTeam ? 5 : 1), "a budget above the own: " + key);
        assertTrue(ofTeam || Documents.text(key, "team_id").isEmpty(), "somebody else's team: " + key);
        assertTrue(Set.of("[]", "[\"m\"]").contains(key.get("models").toString()), "models: " + key);
        for (String admins :
                List.of("organization_id", "project_id", "budget_id", "allowed_routes", "user_role", "role")) {
            assertTrue(!key.has(admins) || key.get(admins).isNull(), admins + ": " + key);
        }
    }
}
