package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.SecretRow;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where secrets of providers must not be, and how their key is exchanged for another. */
class SecretsAtRestTest {
    private static final String FIRST = "ab".repeat(32);
    private static final String SECOND = "cd".repeat(32);
    private static final String CANARY = "canary-5b1d";
    private static final String CONFIG = "accounts: {encryption: {key: \"%s\", other-keys: [%s]}}\n";

    @TempDir
    private Path directory;

    /** Repeats what a connection test sends. */
    private final MockUpstream upstream = MockUpstream.start().otherwise(request -> {
        String sent = request.header("authorization").orElse("");
        return Reply.json(401, "{\"error\":{\"message\":\"wrong: " + (sent.endsWith("-7") ? sent : "key") + "\"}}");
    });

    @AfterEach
    void close() {
        upstream.close();
    }

    private LiveGateway start(String key, String others) {
        return LiveGateway.start(directory, CONFIG.formatted(key, others), Map.of());
    }

    private void fill(LiveGateway gateway, List<String> replies) {
        String base = upstream.baseUrl() + "/v1";
        String[][] calls = {
            {
                "POST",
                "/credentials",
                "{\"credential_name\":\"c\",\"credential_values\":{\"api_key\":\"sk-fake-" + CANARY
                        + "-1\",\"api_base\":\"" + base + "\"}}"
            },
            {
                "POST",
                "/model/new",
                "{\"model_name\":\"m\",\"litellm_params\":{\"model\":\"openai/gpt-a\",\"litellm_credential_name\":\"c\"},"
                        + "\"model_info\":{\"id\":\"m1\"}}"
            },
            {
                "POST",
                "/model/new",
                "{\"model_name\":\"n\",\"litellm_params\":{\"model\":\"openai/gpt-a\",\"api_key\":\"sk-fake-" + CANARY
                        + "-2\",\"api_base\":\"" + base + "\",\"extra_headers\":{\"x-token\":\"" + CANARY
                        + "-3\"}},\"model_info\":{\"id\":\"m2\"}}"
            },
            {"PATCH", "/credentials/c", "{\"credential_values\":{\"api_key\":\"sk-fake-" + CANARY + "-4\"}}"},
            {"PATCH", "/model/m2/update", "{\"litellm_params\":{\"api_key\":\"sk-fake-" + CANARY + "-5\"}}"},
            {
                "POST",
                "/model/new",
                "{\"model_name\":\"bad\",\"litellm_params\":{\"model\":\"acme/x\",\"api_key\":\"sk-fake-" + CANARY
                        + "-6\"}}"
            },
            {
                "POST",
                "/model/test_connection",
                "{\"litellm_params\":{\"model\":\"openai/gpt-a\",\"api_key\":\"sk-fake-" + CANARY
                        + "-7\",\"api_base\":\"" + base + "\"}}"
            },
            {
                "POST",
                "/model/new",
                "{\"model_name\":\"bad\",\"litellm_params\":{\"model\":\"openai/x\",\"api_base\":\"http://user:"
                        + CANARY + "-8@nowhere\"},\"typo\":1}"
            },
            {"GET", "/model/info", ""},
            {"GET", "/v2/model/info", ""},
            {"GET", "/credentials", ""},
            {"GET", "/credentials/by_name/c", ""},
            {"GET", "/credentials/by_model/m2", ""},
            {"GET", "/audit", ""},
            {"GET", "/health", ""},
            {"GET", "/health/models", ""},
            {"GET", "/config/explain", ""},
            {"GET", "/openapi.json", ""},
        };
        for (String[] call : calls) {
            RawReply reply = gateway.call(LiveGateway.KEY, call[0], call[1], call[2]);
            replies.add(call[0] + " " + call[1] + ": " + reply.status() + " " + reply.text());
        }
        upstream.awaitRequests(1);
    }

    private StoredAccountsFactory factory() {
        return new StoredAccountsFactory();
    }

    private static AccountsConfig config(String key, String... others) {
        return TestingAccounts.settings(
                Optional.empty(),
                new AccountsConfig.Encryption(Optional.of(key).filter(text -> !text.isEmpty()), List.of(others)));
    }

    private Path data() {
        return directory.resolve("data/plugins/accounts/accounts");
    }

    private Store store() {
        return Store.open(new Place.Embedded(data().resolve("store")));
    }

    private String exported() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        factory().exportTo(config(FIRST), data(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void secretsAreInNoTableLogReplyAuditOrFile() throws IOException {
        List<String> replies = new ArrayList<>();
        List<String> log = new ArrayList<>();
        Handler handler = recording(log);
        Logger root = Logger.getLogger("dev.switchboard");
        Level before = root.getLevel();
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        try (LiveGateway gateway = start(FIRST, "")) {
            fill(gateway, replies);
            assertEquals(401, gateway.chat("m").status());
        } finally {
            root.removeHandler(handler);
            root.setLevel(before);
        }
        assertTrue(replies.get(0).contains("200") && replies.get(2).contains("200"), replies.toString());
        assertTrue(replies.get(5).contains("400") && replies.get(7).contains("400"), replies.toString());
        assertTrue(replies.get(6).contains("wrong: Bearer ********"), replies.get(6));
        replies.forEach(reply -> assertFalse(reply.contains(CANARY), reply));
        synchronized (log) {
            log.forEach(line -> assertFalse(line.contains(CANARY), line));
        }
        String export = exported();
        assertTrue(export.contains("\"table\":\"secret\""), export);
        assertTrue(export.contains("\\\"sealed\\\":2"), "a mark tells in which version a secret was set: " + export);
        assertFalse(export.contains(CANARY), export);
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(CANARY), file.toString());
                String wide = new String(Files.readAllBytes(file), StandardCharsets.UTF_16BE);
                assertFalse(wide.contains(CANARY), file.toString());
            }
        }
    }

    private static Handler recording(List<String> lines) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                synchronized (lines) {
                    lines.add(getFormatter().format(entry));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        handler.setFormatter(new SimpleFormatter());
        return handler;
    }

    @Test
    void oneCommandExchangesTheKey() throws IOException {
        try (LiveGateway gateway = start(FIRST, "")) {
            fill(gateway, new ArrayList<>());
        }
        int secrets;
        try (Store store = store()) {
            secrets = store.entities(mapper -> mapper.secrets("model").size()
                    + mapper.secrets("credential").size());
        }
        assertEquals(3, secrets);
        assertEquals(3, factory().rotateKey(config(SECOND, FIRST), data()));
        assertEquals(0, factory().rotateKey(config(SECOND, FIRST), data()), "nothing is left to do");
        try (LiveGateway gateway = start(SECOND, "")) {
            assertEquals(401, gateway.chat("m").status());
            assertEquals(
                    "Bearer sk-fake-" + CANARY + "-4",
                    upstream.requests().getLast().header("authorization").orElse(""));
            assertEquals(401, gateway.chat("n").status());
        }
        try (LiveGateway gateway = start(FIRST, "")) {
            assertEquals(404, gateway.chat("m").status(), "the old key is good for nothing");
            assertEquals(404, gateway.chat("n").status());
        }
    }

    @Test
    void rotationThatFailsChangesNothing() throws IOException {
        try (LiveGateway gateway = start(FIRST, "")) {
            fill(gateway, new ArrayList<>());
        }
        try (Store store = store()) {
            store.entities(mapper -> {
                SecretRow last = mapper.secrets("model").getLast();
                return mapper.replaceSecret(new SecretRow(
                        last.kind(), last.entityId(), last.field(), last.keyId(), "AAAA" + last.sealed()));
            });
        }
        String before = exported();
        var damaged =
                assertThrows(IllegalArgumentException.class, () -> factory().rotateKey(config(SECOND, FIRST), data()));
        assertTrue(damaged.getMessage().contains("was changed in the store"), damaged.getMessage());
        var unknown =
                assertThrows(IllegalArgumentException.class, () -> factory().rotateKey(config(SECOND), data()));
        assertTrue(unknown.getMessage().contains("other-keys"), unknown.getMessage());
        var none = assertThrows(IllegalArgumentException.class, () -> factory().rotateKey(config("", FIRST), data()));
        assertTrue(none.getMessage().contains("accounts.encryption.key"), none.getMessage());
        assertEquals(before, exported());
    }

    @Test
    void gatewaysReadBothKeysMeanwhile() {
        try (LiveGateway gateway = start(FIRST, "")) {
            fill(gateway, new ArrayList<>());
        }
        try (LiveGateway gateway = start(SECOND, FIRST)) {
            assertEquals(401, gateway.chat("m").status());
            gateway.admin(
                    "PATCH", "/model/m2/update", "{\"litellm_params\":{\"api_key\":\"sk-fake-" + CANARY + "-9\"}}");
        }
        try (LiveGateway gateway = start(FIRST, SECOND)) {
            assertEquals(401, gateway.chat("n").status());
            assertEquals(
                    "Bearer sk-fake-" + CANARY + "-9",
                    upstream.requests().getLast().header("authorization").orElse(""));
        }
    }

    @Test
    void exportTakesSecretsAlongEncrypted() throws IOException {
        try (LiveGateway gateway = start(FIRST, "")) {
            fill(gateway, new ArrayList<>());
        }
        String text = exported();
        Path other = directory.resolve("other");
        factory()
                .importFrom(
                        config(FIRST),
                        other.resolve("data/plugins/accounts/accounts"),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try (LiveGateway gateway = LiveGateway.start(other, CONFIG.formatted(FIRST, ""), Map.of())) {
            assertEquals(401, gateway.chat("n").status());
            assertEquals(
                    "Bearer sk-fake-" + CANARY + "-5",
                    upstream.requests().getLast().header("authorization").orElse(""));
        }
    }
}
