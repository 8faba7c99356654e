package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Models and credentials that are added while a gateway runs: an empty configuration with accounts, and what comes of it. */
class LiveModelsTest {
    private static final String KEY = "ab".repeat(32);
    private static final String CONFIG = "accounts: {encryption: {key: \"" + KEY + "\"}}\n";
    private static final String SECRET = "sk-fake-canary-0123456789";

    @TempDir
    private Path directory;

    private final MockUpstream upstream =
            MockUpstream.start().otherwise(request -> Reply.json(TestingAccounts.COMPLETION));

    @AfterEach
    void close() {
        upstream.close();
    }

    private LiveGateway start(String config) {
        return LiveGateway.start(directory, config, Map.of("OPENAI_API_KEY", "sk-fake-from-environment"));
    }

    private String model(String name, String upstreamModel, String more) {
        return "{\"model_name\":\"" + name + "\",\"litellm_params\":{\"model\":\"openai/" + upstreamModel
                + "\",\"api_base\":\"" + upstream.baseUrl() + "/v1\"" + more + "}}";
    }

    private String model(String name, String upstreamModel) {
        return model(name, upstreamModel, ",\"api_key\":\"" + SECRET + "\"");
    }

    private static String id(JsonNode reply) {
        return reply.get("model_info").get("id").stringValue();
    }

    private static String error(RawReply reply, String param) {
        assertEquals(400, reply.status(), reply::text);
        JsonNode error = Documents.parse(reply.text()).get("error");
        assertEquals(param, error.path("param").asString(""), reply::text);
        return error.get("message").stringValue();
    }

    private ReceivedRequest last() {
        return upstream.requests().getLast();
    }

    private static String sent(ReceivedRequest request) {
        return Documents.parse(request.bodyText()).get("model").stringValue()
                + " "
                + request.header("authorization").orElse("none");
    }

    @Test
    void modelIsAddedCalledChangedAndRemoved() {
        try (LiveGateway gateway = start(CONFIG)) {
            assertEquals(404, gateway.chat("chat").status());
            JsonNode made = gateway.admin("POST", "/model/new", model("chat", "gpt-a"));
            assertEquals("********", made.get("litellm_params").get("api_key").stringValue());
            assertEquals("chat", made.get("model_name").stringValue());
            String id = id(made);
            assertEquals(id, made.get("model_id").stringValue());
            assertEquals(200, gateway.chat("chat").status());
            assertEquals("gpt-a Bearer " + SECRET, sent(last()));

            gateway.admin(
                    "PATCH",
                    "/model/" + id + "/update",
                    "{\"litellm_params\":{\"model\":\"openai/gpt-b\",\"api_key\":\"********\"}}");
            assertEquals(200, gateway.chat("chat").status());
            assertEquals("gpt-b Bearer " + SECRET, sent(last()));

            gateway.admin(
                    "POST",
                    "/model/update",
                    "{\"model_name\":\"talk\",\"litellm_params\":{\"api_key\":\"sk-fake-second-key\"},\"model_info\":{\"id\":\""
                            + id + "\"}}");
            assertEquals(404, gateway.chat("chat").status());
            assertEquals(200, gateway.chat("talk").status());
            assertEquals("gpt-b Bearer sk-fake-second-key", sent(last()));

            JsonNode gone = gateway.admin("POST", "/model/delete", "{\"id\":\"" + id + "\"}");
            assertTrue(gone.get("message").stringValue().contains(id), gone.toString());
            assertEquals(404, gateway.chat("talk").status());
            assertEquals(
                    404,
                    gateway.call(LiveGateway.KEY, "POST", "/model/delete", "{\"id\":\"" + id + "\"}")
                            .status());
            assertEquals(0, gateway.admin("GET", "/model/info", "").get("data").size());
        }
    }

    @Test
    void modelsOutliveTheGatewayAndSayWhereTheyComeFrom() {
        String id;
        try (LiveGateway gateway = start(CONFIG)) {
            id = id(gateway.admin("POST", "/model/new", model("chat", "gpt-a")));
        }
        try (LiveGateway gateway = start(CONFIG)) {
            assertEquals(200, gateway.chat("chat").status());
            assertEquals("gpt-a Bearer " + SECRET, sent(last()));
            JsonNode explained = gateway.admin("GET", "/config/explain?key=models.chat", "");
            assertTrue(
                    StreamSupport.stream(explained.get("settings").spliterator(), false)
                            .anyMatch(each -> each.get("key").stringValue().endsWith("].model")
                                    && each.get("source").stringValue().startsWith("model " + id)),
                    explained.toString());
            String all = gateway.admin("GET", "/config/explain", "").toString();
            assertTrue(all.contains("providers.openai@" + id + ".api-key"), all);
            assertFalse(all.contains(SECRET), all);
        }
    }

    @Test
    void credentialOfAFileIsReferredTo() {
        String file = """
                model_list:
                  - {model_name: written, litellm_params: {model: openai/gpt-a, api_key: sk-fake-written}}
                credential_list:
                  - credential_name: house
                    credential_values: {api_key: sk-fake-of-the-file, api_base: "%s/v1"}
                    credential_info: {}
                """.formatted(upstream.baseUrl());
        try (LiveGateway gateway =
                LiveGateway.start(directory, file, Map.of("SWITCHBOARD_ACCOUNTS_TYPE", "accounts"))) {
            gateway.admin(
                    "POST",
                    "/model/new",
                    "{\"model_name\":\"chat\",\"litellm_params\":{\"model\":\"openai/gpt-b\","
                            + "\"litellm_credential_name\":\"house\"}}");
            assertEquals(200, gateway.chat("chat").status());
            assertEquals("gpt-b Bearer sk-fake-of-the-file", sent(last()));
        }
    }

    @Test
    void referencesToTheEnvironmentNeedNoKey() {
        try (LiveGateway gateway = start("accounts: {}\n")) {
            gateway.admin("POST", "/model/new", model("chat", "gpt-a", ",\"api_key\":\"os.environ/OPENAI_API_KEY\""));
            assertEquals(200, gateway.chat("chat").status());
            assertEquals("gpt-a Bearer sk-fake-from-environment", sent(last()));
            String told = error(
                    gateway.call(LiveGateway.KEY, "POST", "/model/new", model("other", "gpt-a")),
                    "litellm_params.api_key");
            assertTrue(told.contains("accounts.encryption.key") && told.contains("os.environ/"), told);
            assertFalse(told.contains(SECRET), told);
            String refused = error(
                    gateway.call(
                            LiveGateway.KEY,
                            "POST",
                            "/model/new",
                            model("other", "gpt-a", ",\"api_key\":\"os.environ/DB_PASSWORD\"")),
                    "litellm_params.api_key");
            assertTrue(refused.contains("accounts.variables") && refused.contains("*_API_KEY"), refused);
            assertEquals(
                    1, gateway.admin("GET", "/v1/model/info", "").get("data").size());
        }
    }

    @Test
    void whatCannotBeUsedIsRefusedByFieldAndNotStored() {
        try (LiveGateway gateway = start(CONFIG)) {
            Map<String, List<String>> cases = Map.of(
                    model("m", "gpt-a", ",\"timeout\":\"soon\",\"api_base\":\"nowhere\"")
                            .replace("\"api_base\":\"" + upstream.baseUrl() + "/v1\",", ""),
                    List.of("litellm_params.api_base", "expected an absolute http or https URL"),
                    model("m", "gpt-a").replace("openai/gpt-a", "acme/gpt-a"),
                    List.of("litellm_params", "no installed plugin offers the provider 'acme'"),
                    model("m", "gpt-a").replace("openai/gpt-a", "unheard-of"),
                    List.of("", "names no provider"),
                    model("m", "gpt-a").replace("\"litellm_params\"", "\"params\""),
                    List.of("", "params: unknown field"),
                    model("m", "*", ""),
                    List.of("", "more '*' than the public name"),
                    "{\"model_name\":\"m\"}",
                    List.of("", "litellm_params.model: missing"),
                    model("m", "gpt-a", ",\"litellm_credential_name\":\"absent\""),
                    List.of("litellm_params.litellm_credential_name", "'absent'"),
                    model("m", "gpt-a", ",\"api_key\":\"os.environ/ABSENT_API_KEY\""),
                    List.of("litellm_params.api_key", "ABSENT_API_KEY is not set"),
                    model("m", "gpt-a", ",\"order\":2000"),
                    List.of("litellm_params", "order: 2000"));
            cases.forEach((body, told) -> {
                RawReply reply = gateway.call(LiveGateway.KEY, "POST", "/model/new", body);
                assertEquals(400, reply.status(), reply::text);
                String message = error(reply, told.getFirst());
                assertTrue(message.contains(told.getLast()), message);
                assertFalse(reply.text().contains(SECRET), reply::text);
            });
            assertEquals(0, gateway.admin("GET", "/model/info", "").get("data").size());
            assertEquals(404, gateway.chat("m").status());
            String id = id(gateway.admin("POST", "/model/new", model("m", "gpt-a")));
            RawReply reply = gateway.call(
                    LiveGateway.KEY,
                    "PATCH",
                    "/model/" + id + "/update",
                    "{\"litellm_params\":{\"api_base\":\"nowhere\"}}");
            assertTrue(error(reply, "litellm_params.api_base").contains("absolute http"), reply::text);
            assertEquals(200, gateway.chat("m").status());
        }
    }

    @Test
    void targetsJoinAModelOfTheFileWhichCannotBeChangedHere() {
        String config = CONFIG + """
                providers: {up: {type: openai-compatible, base-url: "%s/v1", api-key: sk-fake-file}}
                models: {m: {targets: [{provider: up, model: of-file, id: file-1}]}}
                """.formatted(upstream.baseUrl());
        try (LiveGateway gateway = start(config)) {
            String id = id(gateway.admin("POST", "/model/new", model("m", "of-store")));
            for (int i = 0; i < 200; i++) {
                assertEquals(200, gateway.chat("m").status());
            }
            List<String> sent = upstream.requests().stream()
                    .map(LiveModelsTest::sent)
                    .distinct()
                    .sorted()
                    .toList();
            assertEquals(List.of("of-file Bearer sk-fake-file", "of-store Bearer " + SECRET), sent);
            JsonNode data = gateway.admin("GET", "/model/info", "").get("data");
            assertEquals(2, data.size());
            assertFalse(data.get(0).get("model_info").get("db_model").booleanValue());
            assertEquals(
                    "openai-compatible/of-file",
                    data.get(0).get("litellm_params").get("model").stringValue());
            assertTrue(data.get(1).get("model_info").get("db_model").booleanValue());
            String told = error(gateway.call(LiveGateway.KEY, "POST", "/model/delete", "{\"id\":\"file-1\"}"), "");
            assertTrue(told.contains("configuration file"), told);
            gateway.admin("POST", "/model/delete", "{\"id\":\"" + id + "\"}");
            assertEquals(200, gateway.chat("m").status());
        }
    }

    @Test
    void credentialsAreReferredToByName() {
        try (LiveGateway gateway = start(CONFIG)) {
            gateway.admin(
                    "POST",
                    "/credentials",
                    "{\"credential_name\":\"prod\",\"credential_values\":{\"api_key\":\"" + SECRET
                            + "\",\"api_base\":\"" + upstream.baseUrl()
                            + "/v1\"},\"credential_info\":{\"description\":\"for all\"}}");
            String body = "{\"model_name\":\"m\",\"litellm_params\":{\"model\":\"openai/gpt-a\","
                    + "\"litellm_credential_name\":\"prod\"},\"model_info\":{\"id\":\"m1\"}}";
            gateway.admin("POST", "/model/new", body);
            assertEquals(200, gateway.chat("m").status());
            assertEquals("gpt-a Bearer " + SECRET, sent(last()));
            JsonNode listed =
                    gateway.admin("GET", "/credentials", "").get("credentials").get(0);
            assertEquals(
                    "********", listed.get("credential_values").get("api_key").stringValue());
            assertEquals(
                    "for all", listed.get("credential_info").get("description").stringValue());

            gateway.admin("PATCH", "/credentials/prod", "{\"credential_values\":{\"api_key\":\"sk-fake-second-key\"}}");
            assertEquals(200, gateway.chat("m").status());
            assertEquals("gpt-a Bearer sk-fake-second-key", sent(last()));
            RawReply bad = gateway.call(
                    LiveGateway.KEY,
                    "PATCH",
                    "/credentials/prod",
                    "{\"credential_values\":{\"api_base\":\"nowhere\"}}");
            assertTrue(error(bad, "credential prod: credential_values.api_base").contains("absolute http"), bad::text);

            assertTrue(error(gateway.call(LiveGateway.KEY, "DELETE", "/credentials/prod", ""), "")
                    .contains("m1"));
            gateway.admin("POST", "/model/delete", "{\"id\":\"m1\"}");
            gateway.admin("DELETE", "/credentials/prod", "");
            assertEquals(
                    404,
                    gateway.call(LiveGateway.KEY, "GET", "/credentials/by_name/prod", "")
                            .status());
        }
    }

    @Test
    void connectionTestGivesTheProvidersWordsWithoutSecrets() {
        try (LiveGateway gateway = start(CONFIG)) {
            String body = model("", "gpt-a").replace("\"model_name\":\"\",", "");
            JsonNode good = gateway.admin("POST", "/health/test_connection", body);
            assertEquals("success", good.get("status").stringValue(), good::toString);
            assertEquals("gpt-a Bearer " + SECRET, sent(last()));
            upstream.otherwise(
                    request -> Reply.json(
                            401,
                            "{\"error\":{\"message\":\"Incorrect API key provided: " + SECRET
                                    + ". Find yours in the console.\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}"));
            JsonNode bad = gateway.admin("POST", "/model/test_connection", body);
            assertEquals("error", bad.get("status").stringValue());
            String told = bad.get("result").get("error").stringValue();
            assertTrue(told.contains("Incorrect API key provided: ********. Find yours"), told);
            assertEquals(401, bad.get("result").get("status_code").intValue());
            JsonNode wrong = gateway.admin("POST", "/model/test_connection", body.replace("openai/", "acme/"));
            assertEquals("error", wrong.get("status").stringValue());
            assertTrue(wrong.toString().contains("no installed plugin"), wrong.toString());
            assertEquals(0, gateway.admin("GET", "/model/info", "").get("data").size());
            assertEquals(404, gateway.chat("connection-test").status());
        }
    }

    @Test
    void modelsThatCannotBeReadAnyMoreAreLeftOutAndNamed() {
        String id;
        try (LiveGateway gateway = start(CONFIG)) {
            id = id(gateway.admin("POST", "/model/new", model("lost", "gpt-a")));
            gateway.admin("POST", "/model/new", model("kept", "gpt-b", ",\"api_key\":\"os.environ/OPENAI_API_KEY\""));
        }
        for (String other : List.of("accounts: {}\n", CONFIG.replace("ab", "cd"))) {
            try (LiveGateway gateway = start(other)) {
                assertEquals(200, gateway.chat("kept").status());
                assertEquals(404, gateway.chat("lost").status());
                String health =
                        gateway.call(LiveGateway.KEY, "GET", "/health", "").text();
                assertTrue(health.contains(id) && health.contains("is encrypted with the key"), health);
                JsonNode info = gateway.admin("GET", "/model/info?litellm_model_id=" + id, "")
                        .get("data")
                        .get(0);
                assertTrue(info.get("error").stringValue().contains("accounts.encryption.other-keys"), info.toString());
                assertFalse(info.toString().contains(SECRET), info.toString());
                RawReply refused = gateway.call(
                        LiveGateway.KEY, "PATCH", "/model/" + id + "/update", "{\"model_name\":\"other\"}");
                assertTrue(error(refused, "").contains("cannot be read"), refused::text);
            }
        }
        try (LiveGateway gateway = start(CONFIG)) {
            assertEquals(200, gateway.chat("lost").status());
        }
    }

    @Test
    void modelsWhoseProviderIsGoneKeepNothingElseFromStarting() {
        String id;
        try (LiveGateway gateway = start(CONFIG)) {
            id = id(gateway.admin("POST", "/model/new", model("m", "gpt-a")));
        }
        try (LiveGateway gateway = LiveGateway.start(directory, CONFIG, Map.of(), List.of())) {
            assertEquals(404, gateway.chat("m").status());
            String health =
                    gateway.call(LiveGateway.KEY, "GET", "/health/models", "").text();
            assertTrue(health.contains(id) && health.contains("no installed plugin offers"), health);
            gateway.admin("POST", "/model/delete", "{\"id\":\"" + id + "\"}");
            assertFalse(gateway.call(LiveGateway.KEY, "GET", "/health/models", "")
                    .text()
                    .contains(id));
        }
    }

    @Test
    void keysSeeTheModelsTheyMayCallAndNoMore() {
        try (LiveGateway gateway = start(CONFIG)) {
            gateway.admin("POST", "/model/new", model("mine", "gpt-a"));
            gateway.admin("POST", "/model/new", model("theirs", "gpt-b"));
            String key = gateway.admin("POST", "/key/generate", "{\"models\":[\"mine\"]}")
                    .get("key")
                    .stringValue();
            String seen = gateway.call(key, "GET", "/v1/model/info", "").text();
            assertTrue(seen.contains("mine") && !seen.contains("theirs") && !seen.contains("api_base"), seen);
            assertEquals(
                    403,
                    gateway.call(key, "POST", "/model/new", model("x", "y")).status());
            assertEquals(403, gateway.call(key, "GET", "/credentials", "").status());
            JsonNode page = gateway.admin("GET", "/v2/model/info?page=2&size=1", "");
            assertEquals(2, page.get("total_count").intValue());
            assertEquals(1, page.get("data").size());
        }
    }
}
