package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.RateLimitException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.framing.AwsFrames;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDKs of both makers read Claude and other models on Bedrock, also when a guardrail looks at replies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BedrockSdkTest {
    private static final Bytes CONVERSE = Bytes.concat(
            AwsFrames.event("messageStart", "{\"role\":\"assistant\"}"),
            AwsFrames.event(
                    "contentBlockDelta",
                    "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"Hm.\"}}}"),
            AwsFrames.event(
                    "contentBlockDelta",
                    "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"c2lnbmVk\"}}}"),
            AwsFrames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            tool(1, "Rome"),
            tool(2, "Oslo"),
            AwsFrames.event("messageStop", "{\"stopReason\":\"tool_use\"}"),
            AwsFrames.event(
                    "metadata",
                    "{\"usage\":{\"inputTokens\":3,\"cacheReadInputTokens\":4,\"outputTokens\":2,\"totalTokens\":9}}"));
    private static final Bytes CLAUDE = chunks(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                    + "\"model\":\"claude\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2lnbmVk\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}",
            "{\"type\":\"content_block_stop\",\"index\":1}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":2}}",
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":3}}");

    private MockUpstream upstream;
    private TestingGateway plain;
    private TestingGateway guarded;

    private static Bytes tool(int index, String city) {
        return Bytes.concat(
                AwsFrames.event(
                        "contentBlockStart",
                        "{\"contentBlockIndex\":" + index + ",\"start\":{\"toolUse\":{\"toolUseId\":\"t" + index
                                + "\",\"name\":\"weather\"}}}"),
                AwsFrames.event(
                        "contentBlockDelta",
                        "{\"contentBlockIndex\":" + index + ",\"delta\":{\"toolUse\":{\"input\":\"{\\\"city\\\":\\\""
                                + city + "\\\"}\"}}}"),
                AwsFrames.event("contentBlockStop", "{\"contentBlockIndex\":" + index + "}"));
    }

    private static Bytes chunks(String... events) {
        return Bytes.concat(Stream.of(events)
                .map(event -> AwsFrames.event(
                        "chunk",
                        "{\"bytes\":\"" + Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8))
                                + "\"}"))
                .toArray(Bytes[]::new));
    }

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        String config = """
                providers:
                  aws: {type: bedrock, region: eu-central-1, endpoint: "${env:UPSTREAM_URL}", api-key: fake-key}
                models:
                  claude: {targets: [{provider: aws, model: anthropic.claude-sonnet-4-5-20250929-v1:0}]}
                  nova: {targets: [{provider: aws, model: amazon.nova-pro-v1:0}]}
                """;
        plain = Gateways.builder().upstream(upstream).config(config).start();
        guarded = Gateways.builder().upstream(upstream).config(config + """
                guardrails:
                  words: {type: patterns, check: [reply], rules: [{name: greeting, pattern: Hello, action: mask, replacement: Bye}]}
                """).start();
    }

    @AfterAll
    void stop() {
        plain.close();
        guarded.close();
        upstream.close();
    }

    private static Reply stream(Bytes frames, Chunking chunking) {
        return Reply.status(200)
                .header("content-type", "application/vnd.amazon.eventstream")
                .body(frames.toArray())
                .chunks(chunking)
                .chunked()
                .build();
    }

    private static AnthropicClient anthropic(TestingGateway gateway) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.baseUrl().toString())
                .apiKey(gateway.key())
                .timeout(Duration.ofSeconds(20))
                .maxRetries(0)
                .build();
    }

    private static Message message(TestingGateway gateway, String model) {
        AnthropicClient client = anthropic(gateway);
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(call(model))) {
            stream.stream().forEach(accumulator::accumulate);
        } finally {
            client.close();
        }
        return accumulator.message();
    }

    private static MessageCreateParams call(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(50)
                .addUserMessage("hi")
                .build();
    }

    private static ChatCompletion completion(TestingGateway gateway, String model) {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .timeout(Duration.ofSeconds(20))
                .maxRetries(0)
                .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessage("hi")
                        .build())) {
            stream.stream().forEach(accumulator::accumulate);
        } finally {
            client.close();
        }
        return accumulator.chatCompletion();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 100_000})
    void anthropicsSdkReadsClaude(int size) {
        upstream.enqueue(stream(CLAUDE, Chunking.ofSize(size)));
        Message message = message(plain, "claude");
        assertEquals("c2lnbmVk", message.content().get(0).asThinking().signature());
        assertEquals("Hello", message.content().get(1).asText().text());
        assertEquals(2, message.usage().outputTokens());
        assertEquals(
                "Bearer fake-key",
                upstream.requests().getLast().header("authorization").orElseThrow());
    }

    @Test
    void aGuardrailSeesWhatIsRelayedOfClaude() {
        upstream.enqueue(stream(CLAUDE, Chunking.whole()));
        Message message = message(guarded, "claude");
        assertEquals("c2lnbmVk", message.content().get(0).asThinking().signature());
        assertEquals("Bye", message.content().get(1).asText().text());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void anthropicsSdkReadsOtherModels(int size) {
        upstream.enqueue(stream(CONVERSE, Chunking.ofSize(size)));
        Message message = message(plain, "nova");
        assertEquals("c2lnbmVk", message.content().get(0).asThinking().signature());
        assertEquals(
                2, message.content().stream().filter(ContentBlock::isToolUse).count());
        assertEquals(4, message.usage().cacheReadInputTokens().orElseThrow());
    }

    @Test
    void openAisSdkReadsBoth() {
        upstream.enqueue(stream(CONVERSE, Chunking.whole()));
        ChatCompletion nova = completion(plain, "nova");
        assertEquals(
                2, nova.choices().getFirst().message().toolCalls().orElseThrow().size());
        assertEquals(
                ChatCompletion.Choice.FinishReason.TOOL_CALLS,
                nova.choices().getFirst().finishReason());
        upstream.enqueue(stream(CLAUDE, Chunking.whole()));
        ChatCompletion claude = completion(guarded, "claude");
        assertEquals("Bye", claude.choices().getFirst().message().content().orElseThrow());
        assertFalse(claude.model().isEmpty());
    }

    @Test
    void anErrorIsOneOfAnthropicsOwn() {
        upstream.enqueue(Reply.status(429)
                .header("x-amzn-errortype", "ThrottlingException")
                .header("retry-after", "7")
                .json("{\"message\":\"Too many requests\"}")
                .build());
        AnthropicClient client = anthropic(plain);
        RateLimitException thrown =
                assertThrows(RateLimitException.class, () -> client.messages().create(call("claude")));
        client.close();
        assertTrue(String.valueOf(thrown.getMessage()).contains("Too many requests"), thrown::getMessage);
        assertEquals("7", thrown.headers().values("retry-after").getFirst());
    }
}
