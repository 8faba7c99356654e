package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** OpenAI's own SDK reaches Ollama and Replicate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnFormatsTest {
    private static final List<String> LINES = List.of(
            "{\"model\":\"q\",\"created_at\":\"2025-08-20T13:48:23.241046Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\","
                    + "\"thinking\":\"hm\"},\"done\":false}",
            "{\"model\":\"q\",\"created_at\":\"2025-08-20T13:48:23.25Z\",\"message\":{\"role\":\"assistant\",\"content\":\"Köln\"},"
                    + "\"done\":false}",
            "{\"model\":\"q\",\"created_at\":\"2025-08-20T13:48:23.26Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},"
                    + "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":2}");

    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient client;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  ollama: {type: ollama, base-url: "${env:UPSTREAM_URL}", keep-alive: 30m}
                  replicate: {type: replicate, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  ollama: {targets: [{provider: ollama, model: qwen}]}
                  replicate: {targets: [{provider: replicate, model: acme/model}]}
                """).start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .maxRetries(0)
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    private static Reply lines(Stream<String> lines) {
        return Reply.status(200)
                .header("content-type", "application/x-ndjson")
                .body(lines.map(line -> line + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8))
                .chunked()
                .chunks(Chunking.ofSize(1))
                .build();
    }

    private ChatCompletion stream(String model) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams chat = ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("hi")
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(chat)) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    @Test
    void linesOfJsonAreAStream() {
        upstream.enqueue(lines(LINES.stream()));

        assertEquals("Köln", text(stream("ollama")));
        assertEquals("/v1/api/chat", upstream.requests().getLast().path());
        assertTrue(upstream.requests().getLast().bodyText().endsWith(",\"keep_alive\":\"30m\"}"));
    }

    @Test
    void linesThatAreCutAreNoAnswer() {
        for (int count = 1; count < LINES.size(); count++) {
            upstream.enqueue(lines(LINES.stream().limit(count)));

            assertThrows(OpenAIException.class, () -> stream("ollama"), "cut after " + count);
        }
    }

    @Test
    void vectorsOfOllamas() {
        upstream.enqueue(Reply.json("{\"model\":\"qwen\",\"embeddings\":[[0.5,-1]],\"prompt_eval_count\":2}"));

        assertEquals(
                List.of(0.5f, -1f),
                client.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("ollama")
                                .input("Hi")
                                .putAdditionalBodyProperty("truncate", JsonValue.from(false))
                                .build())
                        .data()
                        .getFirst()
                        .embedding());
        assertEquals(
                "{\"model\":\"qwen\",\"input\":[\"Hi\"],\"truncate\":false,\"keep_alive\":\"30m\"}",
                upstream.requests().getLast().bodyText());
    }

    @Test
    void aPredictionThatIsDoneAtOnceIsAStreamOfOnePiece() {
        upstream.enqueue(Reply.json(
                201, "{\"id\":\"p-1\",\"model\":\"acme/model\",\"status\":\"succeeded\",\"output\":[\"Hel\",\"lo\"]}"));

        assertEquals("Hello", text(stream("replicate")));
        assertEquals(
                "/v1/models/acme/model/predictions",
                upstream.requests().getLast().path());
    }

    @Test
    void aPredictionThatTakesLongerThanReplicateWaitsIsLookedAt() {
        upstream.enqueue(Reply.json(201, "{\"id\":\"p-1\",\"status\":\"processing\",\"output\":null}"));
        upstream.enqueue(Reply.json("{\"id\":\"p-1\",\"status\":\"succeeded\",\"output\":[\"Hel\",\"lo\"]}"));

        ChatCompletion reply = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("replicate")
                        .addUserMessage("hi")
                        .build());

        assertEquals("Hello", reply.choices().getFirst().message().content().orElseThrow());
    }

    @Test
    void picturesOfReplicates() {
        upstream.enqueue(Reply.json(
                201, "{\"id\":\"p-2\",\"status\":\"succeeded\",\"output\":[\"https://example.com/cat.png\"]}"));

        String url = client.images()
                .generate(ImageGenerateParams.builder()
                        .model("replicate")
                        .prompt("a cat")
                        .putAdditionalBodyProperty("input", JsonValue.from(Map.of("aspect_ratio", "1:1")))
                        .build())
                .data()
                .orElseThrow()
                .getFirst()
                .url()
                .orElseThrow();

        assertEquals("https://example.com/cat.png", url);
        assertEquals(
                "{\"input\":{\"prompt\":\"a cat\",\"aspect_ratio\":\"1:1\"}}",
                upstream.requests().getLast().bodyText());
    }
}
