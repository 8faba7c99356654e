package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each delivered bundle is called at real sockets and replaced by a higher version, which is called, too: nothing of the version
 * before is left. Nobody calls {@code redis}, for want of a server, and {@code config-litellm}, which only reads files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one gateway, and none that a field keeps after the last test
class ReplacedBundlesIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final String CONFIG = """
            accounts: {}
            providers:
              anthropic: {type: anthropic, base-url: "${env:ROOT}/anthropic", api-key: sk-test}
              azure: {type: azure, endpoint: "${env:ROOT}", api-key: sk-test}
              bedrock: {type: bedrock, region: eu-central-1, endpoint: "${env:ROOT}/bedrock", api-key: sk-test}
              cohere: {type: cohere, base-url: "${env:ROOT}/cohere", api-key: sk-test}
              databricks: {type: databricks, workspace: "${env:ROOT}", token: sk-test}
              gemini: {type: gemini, base-url: "${env:ROOT}/gemini", api-key: sk-test}
              jina: {type: jina, base-url: "${env:ROOT}/jina", api-key: sk-test}
              mock: {type: mock}
              ollama: {type: ollama, base-url: "${env:ROOT}/ollama"}
              openai: {type: openai, base-url: "${env:ROOT}/openai", api-key: sk-test}
              openai-compatible: {type: openai-compatible, base-url: "${env:ROOT}/compatible", api-key: sk-test}
              replicate: {type: replicate, base-url: "${env:ROOT}/replicate", api-key: sk-test}
              vertex: {type: vertex, base-url: "${env:ROOT}/vertex", api-key: sk-test}
              voyage: {type: voyage, base-url: "${env:ROOT}/voyage", api-key: sk-test}
              watsonx:
                {type: watsonx, base-url: "${env:ROOT}/watsonx", iam-url: "${env:ROOT}/iam", api-key: sk-test, project-id: p}
            guardrails:
              patterns: {type: patterns, rules: [{name: words, pattern: forbidden}]}
              http: {type: http, url: "${env:ROOT}/guard", check: [request, reply]}
            callbacks:
              lines: {type: jsonl, path: "%s", content: true}
              service: {type: http, url: "${env:ROOT}/reports"}
            caches: {replies: {type: memory}}
            models:
            """;

    private static final String CHATTED = """
            {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant",\
            "content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";
    private static final String GENERATED = """
            {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"finishReason":"STOP","index":0}],\
            "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5},"modelVersion":"m",\
            "responseId":"1"}""";
    private static final String VECTORS = """
            {"object":"list","data":[{"object":"embedding","embedding":"AAAAPwAAgL8=","index":0}],"model":"m",\
            "usage":{"total_tokens":2}}""";
    /** What services answer, by the beginning of the path; all others as OpenAI does. */
    private static final Map<String, String> REPLIES = Map.ofEntries(
            Map.entry("anthropic", """
                    {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello"}],\
                    "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":2}}"""),
            Map.entry("bedrock", """
                    {"metrics":{"latencyMs":1},"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},\
                    "stopReason":"end_turn","usage":{"inputTokens":3,"outputTokens":2,"totalTokens":5}}"""),
            Map.entry("cohere", """
                    {"id":"c-1","message":{"role":"assistant","content":[{"type":"text","text":"Hello"}]},\
                    "finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":3,"output_tokens":2}}}"""),
            Map.entry("gemini", GENERATED),
            Map.entry("vertex", GENERATED),
            Map.entry("jina", VECTORS),
            Map.entry("voyage", VECTORS),
            Map.entry("ollama", """
                    {"model":"m","created_at":"2025-08-20T13:48:23Z","message":{"role":"assistant","content":"Hello"},\
                    "done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":2}"""),
            Map.entry("replicate", """
                    {"id":"p-1","model":"m/m","status":"succeeded","created_at":"2023-09-08T16:19:34Z","output":["Hello"],\
                    "error":null,"metrics":{"input_token_count":3,"output_token_count":2}}"""),
            Map.entry("iam", "{\"access_token\":\"not-a-real-token\",\"expires_in\":3600}"),
            Map.entry("guard", "{\"action\":\"allow\"}"),
            Map.entry("reports", "{}"));

    private final AtomicInteger questions = new AtomicInteger();
    private MockUpstream upstream;
    private BundledGateway gateway;

    static List<String> bundles() throws IOException {
        return BundleFolder.names();
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        upstream = MockUpstream.start().otherwise(ReplacedBundlesIT::reply);
        StringBuilder config = new StringBuilder(CONFIG.formatted(directory.resolve("lines.jsonl")));
        for (String bundle : bundles()) {
            String name = bundle.substring(bundle.indexOf('-') + 1);
            if (bundle.startsWith("provider-")) {
                config.append("  %s: {targets: [{provider: %s, model: m/m}]}%n".formatted(bundle, name));
            } else if (bundle.startsWith("routing-")) {
                config.append(
                        "  %s: {strategy: %s, targets: [{provider: mock, model: a}, {provider: mock, model: b}]}%n"
                                .formatted(bundle, name));
            }
        }
        gateway = BundledGateway.start(
                directory,
                TestingGateway.builder()
                        .environment(Map.of("ROOT", upstream.baseUrl().toString()))
                        .config(config.toString()));
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    private static Reply reply(ReceivedRequest request) {
        return Reply.json(REPLIES.getOrDefault(request.path().split("/")[1], CHATTED));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingOfAReplacedVersionIsLeft(String bundle) throws Exception {
        call(bundle);
        gateway.replace(
                symbolicName(bundle),
                "1.0.1",
                bundle + ".jar",
                Edition.of(bundle, "1.0.1").bytes());
        call(bundle);
        gateway.assertNothingIsLeft();
    }

    private static String symbolicName(String bundle) throws IOException {
        try (JarFile jar = new JarFile(BundleFolder.delivered(bundle).toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
        }
    }

    /** Through all guardrails, caches, callbacks and the accounts, and through that bundle if it is something else. */
    private void call(String bundle) throws IOException {
        String question = "question " + questions.incrementAndGet();
        String path = switch (bundle) {
            case "dialect-anthropic" -> "/v1/messages";
            case "dialect-gemini" -> "/v1beta/models/provider-mock:generateContent";
            case "provider-jina", "provider-voyage" -> "/v1/embeddings";
            default -> CHAT;
        };
        String model = bundle.startsWith("provider-") || bundle.startsWith("routing-") ? bundle : "provider-mock";
        String body = switch (path) {
            case "/v1/embeddings" -> "{\"model\":\"%s\",\"input\":\"%s\"}";
            case CHAT, "/v1/messages" ->
                "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
            default -> "{\"model\":\"%s\",\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]}]}";
        };
        RawReply reply = gateway.gateway().post(path, body.formatted(model, question));
        assertEquals(200, reply.status(), reply::text);
        assertFalse(reply.text().isEmpty());
    }
}
