package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.logging.jsonl.JsonlPlugin;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that are looked for everywhere after everything was logged and much went wrong: they are found nowhere. */
class SecretCanaryTest {
    private static final String VIRTUAL = "sk-test-canary-of-a-caller-1";
    private static final String NEXT = "sk-test-canary-of-a-caller-2";
    private static final String HEADER = "canary-in-a-field-of-the-head";
    private static final String PROVIDER = "sk-fake-upstream";
    /** A key of somebody's that an upstream names, such as one that it was sent before. */
    private static final String NAMED = "sk-test-not-a-real-key-of-another";

    private static final String ECHO = "{\"error\":{\"message\":\"Incorrect API key provided: " + PROVIDER
            + " (before: " + NAMED + ")\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Level usual = root.getLevel();
    /** Jetty's own parser tells of heads as they come, below the level of information; the page for operators warns of that. */
    private final Logger jetty = Logger.getLogger("org.eclipse.jetty");

    private final Handler listening = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private TestingAccounts accounts;

    @BeforeEach
    void listen() {
        listening.setLevel(Level.ALL);
        root.addHandler(listening);
        root.setLevel(Level.ALL);
        jetty.setLevel(Level.INFO);
        accounts = TestingAccounts.start("{}", "callbacks: {log: {type: jsonl, content: true}}\n", new JsonlPlugin());
    }

    @AfterEach
    void close() {
        accounts.close();
        root.setLevel(usual);
        jetty.setLevel(null);
        root.removeHandler(listening);
    }

    private List<String> answers() throws IOException {
        List<String> answers = new ArrayList<>();
        accounts.admin("POST", "/key/generate", "{\"key\":\"" + VIRTUAL + "\",\"key_alias\":\"web\",\"max_budget\":1}");
        answers.add(chat(VIRTUAL, TestingAccounts.REQUEST));
        answers.add(chat(VIRTUAL, "{\"model\":"));
        answers.add(chat(VIRTUAL, TestingAccounts.REQUEST.replace("\"m\"", "\"nowhere\"")));
        answers.add(chat(VIRTUAL, TestingAccounts.REQUEST.replace("\"m\"", "\"unpriced\"")));
        answers.add(chat(VIRTUAL + "x", TestingAccounts.REQUEST));
        answers.addAll(echoes());
        accounts.upstream.otherwise(request -> Reply.json(500, "{\"error\":{\"message\":\"down\"}}"));
        answers.add(chat(VIRTUAL, TestingAccounts.REQUEST));
        answers.add(chat(VIRTUAL, TestingAccounts.REQUEST));
        String hash = KeyHash.of(VIRTUAL).hex();
        for (String path : List.of(
                "/key/info?key=" + VIRTUAL,
                "/key/list?return_full_object=true",
                "/spend/logs",
                "/spend/keys",
                "/audit",
                "/global/spend/report?group_by=api_key",
                "/openapi.json")) {
            answers.add(accounts.admin("GET", path, "").toString());
        }
        for (String body : List.of(
                "{\"key\":\"" + VIRTUAL + "\",\"max_bugdet\":1}",
                "{\"key\":\"" + VIRTUAL + "\",\"max_budget\":\"much\"}",
                "{\"key\":\"" + VIRTUAL + "\",\"team_id\":\"nowhere\"}")) {
            answers.add(accounts.admin(accounts.operatorKey(), "POST", "/key/update", body)
                    .text());
        }
        accounts.admin("POST", "/key/" + hash + "/reset_spend", "{}");
        accounts.admin(
                "POST", "/key/" + VIRTUAL + "/regenerate", "{\"new_key\":\"" + NEXT + "\",\"grace_period\":\"1h\"}");
        answers.add(chat(NEXT, TestingAccounts.REQUEST));
        accounts.admin("POST", "/key/delete", "{\"keys\":[\"" + NEXT + "\"]}");
        answers.add(accounts.admin("GET", "/audit", "").toString());
        return answers;
    }

    /** The upstream repeats the key that it was sent: in an error of its own format, in a translated one, in a stream. */
    private List<String> echoes() throws IOException {
        String stream = TestingAccounts.REQUEST.replace("{\"model\"", "{\"stream\":true,\"model\"");
        List<String> answers = new ArrayList<>();
        accounts.upstream.otherwise(request -> Reply.status(401)
                .header("www-authenticate", "Bearer " + PROVIDER)
                .json(ECHO)
                .build());
        answers.add(chat(VIRTUAL, TestingAccounts.REQUEST));
        answers.add(chat(VIRTUAL, stream));
        answers.add(ask("/v1/messages", VIRTUAL, TestingAccounts.REQUEST));
        accounts.upstream.otherwise(request -> Reply.sse(ECHO));
        answers.add(chat(VIRTUAL, stream));
        answers.add(ask("/v1/messages", VIRTUAL, stream));
        answers.forEach(answer -> assertTrue(answer.contains("********"), answer));
        return answers;
    }

    private String chat(String key, String body) throws IOException {
        return ask(TestingAccounts.CHAT, key, body);
    }

    private String ask(String path, String key, String body) throws IOException {
        try (RawHttp http = RawHttp.connect(accounts.gateway.baseUrl())) {
            http.request(
                    "POST",
                    path,
                    List.of(new Header("authorization", "Bearer " + key), new Header("x-canary", HEADER)),
                    body);
            RawReply reply = http.readReply();
            return reply.toString() + reply.text();
        }
    }

    @Test
    void noSecretIsSaidLoggedOrWrittenDown() throws IOException {
        List<String> answers = answers();
        accounts.rows(6, "");
        awaitLogged("Incorrect API key provided: ********");
        List<String> secrets = List.of(VIRTUAL, NEXT, HEADER, PROVIDER, NAMED);
        for (String secret : secrets) {
            answers.forEach(answer -> assertFalse(answer.contains(secret), answer));
        }
        assertTrue(lines.size() > 100, lines.size() + " lines were logged");
        for (String secret : secrets) {
            lines.forEach(line -> assertFalse(line.contains(secret), line));
        }
        assertEquals(List.of(), filesWith(accounts.gateway.data(), secrets));
        String hash = KeyHash.of(VIRTUAL).hex();
        assertFalse(filesWith(accounts.gateway.data(), List.of(hash)).isEmpty(), "the files were not looked into");
    }

    /** The log of calls is written behind them. */
    private void awaitLogged(String words) throws IOException {
        long giveUp = System.nanoTime() + 20_000_000_000L;
        while (filesWith(accounts.gateway.data(), List.of(words)).stream()
                .noneMatch(found -> found.contains(".jsonl"))) {
            assertTrue(System.nanoTime() - giveUp < 0, "the log of calls does not say: " + words);
            Thread.onSpinWait();
        }
    }

    private static List<String> filesWith(Path directory, List<String> secrets) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                secrets.stream().filter(content::contains).forEach(secret -> found.add(file + ": " + secret));
            }
        }
        return found;
    }
}
