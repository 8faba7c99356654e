package dev.switchboard.accounts;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.Place;
import dev.switchboard.dialect.anthropic.AnthropicDialectPlugin;
import dev.switchboard.dialect.openai.OpenAiDialectPlugin;
import dev.switchboard.provider.compatible.CompatiblePlugin;
import dev.switchboard.redis.RedisPlugin;
import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A gateway with accounts in front of an upstream whose every call costs one cent. */
public final class TestingAccounts implements AutoCloseable {
    static final String CHAT = "/v1/chat/completions";
    static final String REQUEST =
            "{\"model\":\"m\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String COMPLETION = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Hello","refusal":null},"finish_reason":"stop","logprobs":null}],\
            "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    final MockUpstream upstream = MockUpstream.start();
    final TestingGateway gateway;

    private TestingAccounts(String settings, String more, Plugin... plugins) {
        upstream.otherwise(request -> Reply.json(COMPLETION));
        gateway = TestingGateway.builder()
                .plugin(
                        new OpenAiDialectPlugin(),
                        new AnthropicDialectPlugin(),
                        new CompatiblePlugin(),
                        new WeightedPlugin(),
                        new RedisPlugin(),
                        new AccountsPlugin())
                .plugin(plugins)
                .config("""
                        accounts: %s
                        providers:
                          up: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                          every:
                            type: openai-compatible
                            base-url: "${env:UPSTREAM_URL}"
                            capabilities: [chat, completions, embeddings, moderations, images, speech, transcriptions,
                                rerank, responses]
                        models:
                          m: {targets: [{provider: up, model: m, price: {request: 0.01, input: 0, output: 0}}]}
                          other: {targets: [{provider: up, model: other, price: {request: 0.01, input: 0, output: 0}}]}
                          copied:
                            targets: [{provider: up, model: m, price: {request: 0.01, input: 0, output: 0}}]
                            mirror: {model: other}
                          unpriced: {targets: [{provider: up, model: unpriced}]}
                        """.formatted(settings) + more)
                .upstream(upstream)
                .start();
    }

    public static TestingAccounts start() {
        return start("{}");
    }

    /** @param settings of the section accounts, as YAML in one line */
    static TestingAccounts start(String settings) {
        return start(settings, "");
    }

    /**
     * @param settings of the section accounts, as YAML in one line
     * @param more     what follows the models: further models, then further sections
     */
    static TestingAccounts start(String settings, String more, Plugin... plugins) {
        return new TestingAccounts(settings, more, plugins);
    }

    /** The settings of accounts without a gateway around them; usual ones but for these. */
    static AccountsConfig settings(Optional<String> url, AccountsConfig.Encryption encryption) {
        return new AccountsConfig(
                new AccountsConfig.Database(url, "switchboard", "", 2),
                AccountsConfig.Mode.STRICT,
                Duration.ofMinutes(15),
                Optional.empty(),
                new AccountsConfig.Prices(Optional.empty(), Duration.ofDays(1), Map.of()),
                AccountsConfig.Unpriced.REFUSE,
                1_000,
                1_000_000,
                Optional.empty(),
                "UTC",
                Map.of(),
                false,
                Duration.ofDays(90),
                encryption,
                List.of(),
                List.of());
    }

    /** One whose store is a database of a server. */
    static TestingAccounts on(Place.Server database) {
        return start("{" + settings(database) + "}");
    }

    /** One that shares through a Redis what its store, a database of a server, would hold otherwise. */
    static TestingAccounts on(Place.Server database, TestingRedis redis) {
        return start(
                "{share-through: fast, " + settings(database) + "}",
                "shared: {fast: {type: redis, url: \"" + redis.url() + "\"}}\n");
    }

    private static String settings(Place.Server database) {
        return "database: {url: \"" + database.url() + "\", user: " + database.user() + ", connections: 4}";
    }

    /** Repeats a chat until it has a status. */
    void awaitChat(String key, int status) {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        RawReply reply = chat(key);
        while (reply.status() != status) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError(reply.status() + " " + reply.text() + " (expected: " + status + ")");
            }
            Thread.onSpinWait();
            reply = chat(key);
        }
    }

    /** Waits until a key that another gateway made is known here. */
    void awaitKnown(String key) {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        while (call(gateway.baseUrl(), key, "GET", "/v1/models", "").status() != 200) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError("the key is not known");
            }
            Thread.onSpinWait();
        }
    }

    /** A call of the management API with the operator's key. */
    public JsonNode admin(String method, String target, String body) {
        RawReply reply = admin(gateway.key(), method, target, body);
        if (reply.status() != 200) {
            throw new AssertionError(method + " " + target + ": " + reply.status() + " " + reply.text());
        }
        String text = reply.text();
        return text.startsWith("[") ? Documents.parse("{\"list\":" + text + "}").get("list") : Documents.parse(text);
    }

    public RawReply admin(String key, String method, String target, String body) {
        return call(gateway.adminUrl(), key, method, target, body);
    }

    /** The key of the operator. */
    public String operatorKey() {
        return gateway.key();
    }

    /** A new key, of what its request says. */
    public String key(String body) {
        return admin("POST", "/key/generate", body).get("key").stringValue();
    }

    /** A chat with a key. */
    public RawReply chat(String key) {
        return chat(key, REQUEST);
    }

    RawReply chat(String key, String body) {
        return call(gateway.baseUrl(), key, "POST", CHAT, body);
    }

    /** A chat with a key and one header more. */
    public RawReply chat(String key, Header header) {
        return call(gateway.baseUrl(), key, "POST", CHAT, REQUEST, header);
    }

    RawReply call(URI base, String key, String method, String target, String body, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(new Header("content-type", "application/json")));
        headers.addAll(List.of(more));
        if (!key.isEmpty()) {
            headers.add(new Header("authorization", "Bearer " + key));
        }
        try (RawHttp http = RawHttp.connect(base)) {
            http.request(method, target, headers, body);
            return http.readReply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first rows of the ledger, once there are as many as wanted. */
    public JsonNode rows(int wanted, String query) {
        long giveUp = System.nanoTime() + 20_000_000_000L;
        JsonNode rows = admin("GET", "/spend/logs?size=1000" + query, "");
        while (rows.size() < wanted) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError(rows.size() + " rows (expected: " + wanted + "): " + rows);
            }
            rows = admin("GET", "/spend/logs?size=1000" + query, "");
        }
        return rows;
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
