package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin who is not the operator cannot have a secret sent to a host of theirs. */
class SecretHostsTest {
    private static final String ENCRYPTION = "encryption: {key: \"" + "ab".repeat(32) + "\"}";

    @TempDir
    private Path directory;

    /** Where secrets are meant to go. By its address; the other goes by name. */
    private final MockUpstream meant =
            MockUpstream.start().otherwise(request -> Reply.json(TestingAccounts.COMPLETION));

    private final MockUpstream thief =
            MockUpstream.start().otherwise(request -> Reply.json(TestingAccounts.COMPLETION));
    private LiveGateway gateway;
    private String admin = "";

    @BeforeEach
    void start() {
        start("accounts: {" + ENCRYPTION + "}\n");
    }

    private void start(String config) {
        gateway = LiveGateway.start(directory, config, Map.of("OPENAI_API_KEY", "sk-fake-from-environment"));
        gateway.admin("POST", "/credentials", """
                {"credential_name":"house","credential_values":{"api_key":"sk-fake-of-the-house","api_base":"%s"},
                "credential_info":{}}""".formatted(base(meant)));
        gateway.admin("POST", "/user/new", """
                {"user_id":"ann","user_role":"proxy_admin","auto_create_key":false}""");
        admin = gateway.admin("POST", "/key/generate", "{\"user_id\":\"ann\"}")
                .get("key")
                .stringValue();
    }

    @AfterEach
    void close() {
        gateway.close();
        meant.close();
        thief.close();
    }

    private static String base(MockUpstream upstream) {
        return upstream.baseUrl() + "/v1";
    }

    /** Another name of the same machine: another host, as far as anybody can tell by the address. */
    private String theirs() {
        return base(thief).replace("127.0.0.1", "localhost");
    }

    private static String model(String params) {
        return "{\"model_name\":\"chat\",\"model_info\":{\"id\":\"id-1\"},\"litellm_params\":{\"model\":\"openai/gpt-a\","
                + params + "}}";
    }

    private void assertRefused(RawReply reply) {
        assertEquals(403, reply.status(), reply::text);
        assertTrue(reply.text().contains("api_base"), reply::text);
        assertTrue(reply.text().contains("accounts.secret-hosts"), reply::text);
        assertEquals(0, thief.requestCount());
    }

    @Test
    void namedCredentialGoesToItsOwnHost() {
        String stolen = model("\"litellm_credential_name\":\"house\",\"api_base\":\"" + theirs() + "\"");
        assertRefused(gateway.call(admin, "POST", "/model/new", stolen));
        assertRefused(gateway.call(admin, "POST", "/health/test_connection", stolen));
        String sameHost = model("\"litellm_credential_name\":\"house\",\"api_base\":\"" + base(meant) + "/more\"");
        assertEquals(200, gateway.call(admin, "POST", "/model/new", sameHost).status());
        assertEquals(200, gateway.chat("chat").status());
    }

    @Test
    void storedSecretStaysWhereItWasStoredFor() {
        gateway.admin("POST", "/model/new", model("\"api_key\":\"sk-fake-own\",\"api_base\":\"" + base(meant) + "\""));
        String moved = "{\"litellm_params\":{\"api_base\":\"" + theirs() + "\"}}";
        assertRefused(gateway.call(admin, "PATCH", "/model/id-1/update", moved));
        assertRefused(gateway.call(
                admin,
                "POST",
                "/model/test_connection",
                "{\"id\":\"id-1\",\"litellm_params\":{\"api_base\":\"" + theirs() + "\"}}"));
        assertRefused(gateway.call(
                admin, "PATCH", "/credentials/house", "{\"credential_values\":{\"api_base\":\"" + theirs() + "\"}}"));
        String whole = "{\"litellm_params\":{\"api_key\":\"sk-fake-of-ann\",\"api_base\":\"" + theirs() + "\"}}";
        RawReply own = gateway.call(admin, "PATCH", "/model/id-1/update", whole);
        assertEquals(200, own.status(), own::text);
        assertRefused(gateway.call(
                admin,
                "PATCH",
                "/model/id-1/update",
                "{\"litellm_params\":{\"api_key\":null,\"litellm_credential_name\":\"house\"}}"));
    }

    @Test
    void whatTheEnvironmentHoldsGoesToItsProvider() {
        for (String key : new String[] {"\"api_key\":\"os.environ/OPENAI_API_KEY\",", ""}) {
            assertRefused(gateway.call(admin, "POST", "/model/new", model(key + "\"api_base\":\"" + theirs() + "\"")));
        }
    }

    @Test
    void theOperatorMayAndSoMayListedHosts() {
        String params = "\"litellm_credential_name\":\"house\",\"api_base\":\"" + theirs() + "\"";
        assertEquals(
                200,
                gateway.call(LiveGateway.KEY, "POST", "/model/new", model(params))
                        .status());
        assertEquals(200, gateway.chat("chat").status());
        gateway.admin("POST", "/model/delete", "{\"id\":\"id-1\"}");
        gateway.admin("POST", "/user/delete", "{\"user_ids\":[\"ann\"]}");
        gateway.admin("DELETE", "/credentials/house", "");
        gateway.close();
        start("accounts: {secret-hosts: [localhost], " + ENCRYPTION + "}\n");
        assertEquals(
                200, gateway.call(admin, "POST", "/model/new", model(params)).status());
    }
}
