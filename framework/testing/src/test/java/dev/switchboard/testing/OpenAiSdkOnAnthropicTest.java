package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** OpenAI's own Java SDK works with a provider that speaks Anthropic's format. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSdkOnAnthropicTest {
    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient client;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  claude: {type: anthropic, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  m: {targets: [{provider: claude, model: claude-sonnet-5}]}
                """).start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .timeout(Duration.ofSeconds(20))
                .maxRetries(0)
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model("m").addUserMessage("hi");
    }

    private ChatCompletion accumulate(ChatCompletionCreateParams call) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(call)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    private static ChatCompletionMessageFunctionToolCall tool(ChatCompletion completion) {
        return completion
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
    }

    private static ChatCompletionCreateParams.Builder withTool() {
        return chat().addFunctionTool(FunctionDefinition.builder()
                .name("weather")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build());
    }

    private String sent() {
        return upstream.requests().getLast().bodyText();
    }

    @Test
    void unary() {
        upstream.enqueue(Reply.json(Messages.MESSAGE));
        ChatCompletion completion = client.chat()
                .completions()
                .create(chat().addSystemMessage("be kind").build());
        assertEquals("Hello", text(completion));
        assertEquals(7, completion.usage().orElseThrow().promptTokens());
        assertEquals(2, completion.usage().orElseThrow().completionTokens());
        assertTrue(sent().startsWith("{\"model\":\"claude-sonnet-5\",\"max_tokens\":16000,"), this::sent);
        assertEquals(
                "2023-06-01",
                upstream.requests().getLast().header("anthropic-version").orElseThrow());
    }

    @Test
    void streamed() {
        upstream.enqueue(Messages.stream());
        assertEquals("Hello", text(accumulate(chat().build())));
        assertTrue(sent().contains("\"stream\":true"), this::sent);
    }

    @Test
    void aRoundOfTools() {
        upstream.enqueue(Reply.json(Messages.message(Messages.THINKING + "," + Messages.TOOL_USE, "tool_use")));
        ChatCompletion first = client.chat().completions().create(withTool().build());
        assertEquals("weather", tool(first).function().name());
        assertEquals("{\"city\":\"Rome\"}", tool(first).function().arguments());

        upstream.enqueue(Messages.stream());
        ChatCompletion second = accumulate(withTool()
                .addMessage(first.choices().getFirst().message())
                .addMessage(com.openai.models.chat.completions.ChatCompletionToolMessageParam.builder()
                        .toolCallId(tool(first).id())
                        .content("rain")
                        .build())
                .build());
        assertEquals("Hello", text(second));
        assertTrue(
                sent().contains("{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\","
                        + "\"content\":[{\"type\":\"text\",\"text\":\"rain\"}]}]}"),
                this::sent);
    }

    @Test
    void signedReasoningTravelsBothWays() throws IOException {
        upstream.enqueue(Reply.json(Messages.message(Messages.THINKING + "," + Messages.TOOL_USE, "tool_use")));
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertTrue(reply.text().contains("\"reasoning_content\":\"Hm.\""), reply::text);
        assertTrue(reply.text().contains("\"thinking_blocks\":[" + Messages.THINKING + "]"), reply::text);

        upstream.enqueue(Reply.json(Messages.MESSAGE));
        gateway.post(
                Chat.PATH,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\","
                        + "\"content\":\"Hello\",\"thinking_blocks\":[" + Messages.THINKING
                        + "]},{\"role\":\"user\",\"content\":\"go on\"}]}");
        assertTrue(sent().contains("\"content\":[" + Messages.THINKING + ",{\"type\":\"text\""), this::sent);
    }

    @Test
    void toolsStreamed() {
        upstream.enqueue(Messages.stream(
                Messages.TOOL_USE.replace("{\"city\":\"Rome\"}", "{}"),
                "tool_use",
                "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\":\"}",
                "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Rome\\\"}\"}"));
        assertEquals(
                "{\"city\":\"Rome\"}",
                tool(accumulate(withTool().build())).function().arguments());
    }

    @Test
    void anEffortBecomesThinking() {
        upstream.enqueue(Reply.json(
                Messages.message(Messages.THINKING + ",{\"type\":\"text\",\"text\":\"Hello\"}", "end_turn")));
        ChatCompletion completion = client.chat()
                .completions()
                .create(chat().reasoningEffort(ReasoningEffort.LOW).build());
        assertTrue(
                sent().contains("\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"low\"}"),
                this::sent);
        assertEquals("Hello", text(completion));
    }

    @Test
    void errorsKeepStatusAndWords() {
        upstream.enqueue(Reply.status(429)
                .header("retry-after", "7")
                .json(Messages.error("rate_limit_error", "slow down"))
                .build());
        RateLimitException limited = assertThrows(
                RateLimitException.class, () -> client.chat().completions().create(chat().build()));
        assertTrue(String.valueOf(limited.getMessage()).contains("slow down"), limited::getMessage);
        assertEquals(List.of("7"), limited.headers().values("retry-after"));

        upstream.enqueue(Reply.status(529)
                .json(Messages.error("overloaded_error", "Overloaded"))
                .build());
        assertThrows(
                InternalServerException.class, () -> client.chat().completions().create(chat().build()));
    }

    @Test
    void anErrorOrACutInMidStreamIsAnException() {
        upstream.enqueue(Messages.event(
                        Messages.beginning("{\"type\":\"text\",\"text\":\"Hel\"}"),
                        "error",
                        Messages.error("overloaded_error", "Overloaded"))
                .build());
        assertThrows(OpenAIException.class, () -> accumulate(chat().build()));
        upstream.enqueue(
                Messages.beginning("{\"type\":\"text\",\"text\":\"Hel\"}").build());
        assertThrows(OpenAIException.class, () -> accumulate(chat().build()));
    }
}
