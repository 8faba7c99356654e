package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ThinkingBlock;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's own Java SDK works through the gateway as it does without one, whatever format the provider speaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicSdkTest {
    private MockUpstream upstream;
    private TestingGateway gateway;
    private AnthropicClient direct;
    private AnthropicClient client;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  claude: {type: anthropic, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  gpt: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  m: {targets: [{provider: claude, model: claude-sonnet-5}]}
                  gpt: {targets: [{provider: gpt, model: gpt}]}
                """).start();
        client = client(gateway.baseUrl().toString(), gateway.key());
        direct = client(upstream.baseUrl().toString(), "sk-fake-direct");
    }

    private static AnthropicClient client(String url, String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(url)
                .apiKey(key)
                .timeout(Duration.ofSeconds(20))
                .maxRetries(0)
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        direct.close();
        gateway.close();
        upstream.close();
    }

    private static MessageCreateParams.Builder chat(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("hi");
    }

    private static MessageCreateParams withTool(String model) {
        return chat(model)
                .addTool(Tool.builder()
                        .name("weather")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(Tool.InputSchema.Properties.builder()
                                        .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                        .build())
                                .build())
                        .build())
                .build();
    }

    private static Message accumulate(AnthropicClient caller, MessageCreateParams call) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = caller.messages().createStreaming(call)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static String text(Message message) {
        return message.content().getFirst().asText().text();
    }

    @Test
    void unary() {
        upstream.enqueue(Reply.json(Messages.MESSAGE));
        Message message = client.messages().create(chat("m").build());
        assertEquals("Hello", text(message));
        assertEquals(StopReason.END_TURN, message.stopReason().orElseThrow());
        assertEquals(4, message.usage().cacheReadInputTokens().orElseThrow());
        ReceivedRequest received = upstream.requests().getLast();
        assertEquals("/v1/messages", received.path());
        assertEquals("sk-fake-upstream", received.header("x-api-key").orElseThrow());
        assertFalse(received.header("anthropic-version").orElseThrow().isEmpty());
        assertTrue(received.bodyText().contains("\"model\":\"claude-sonnet-5\""), received::bodyText);
    }

    @Test
    void streamed() {
        upstream.enqueue(Messages.stream());
        Message message = accumulate(client, chat("m").build());
        assertEquals("Hello", text(message));
        assertEquals(2, message.usage().outputTokens());
    }

    @Test
    void toolsAndThinkingStreamed() {
        upstream.enqueue(Messages.stream(
                Messages.TOOL_USE.replace("{\"city\":\"Rome\"}", "{}"),
                "tool_use",
                "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\":\"}",
                "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Rome\\\"}\"}"));
        assertRome(accumulate(client, withTool("m")).content().getFirst().asToolUse());

        upstream.enqueue(Messages.stream(
                "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                "end_turn",
                "{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}",
                "{\"type\":\"signature_delta\",\"signature\":\"c2lnbmVk\"}"));
        ThinkingBlock thinking =
                accumulate(client, chat("m").build()).content().getFirst().asThinking();
        assertEquals("Hm.", thinking.thinking());
        assertEquals("c2lnbmVk", thinking.signature());
    }

    private static void assertRome(ToolUseBlock use) {
        assertEquals("weather", use.name());
        assertEquals(JsonValue.from(Map.of("city", "Rome")), use._input());
    }

    @Test
    void thinkingComesBackAsItWas() {
        upstream.enqueue(Reply.json(Messages.message(Messages.THINKING + "," + Messages.TOOL_USE, "tool_use")));
        Message answer = client.messages().create(withTool("m"));
        upstream.enqueue(Reply.json(Messages.MESSAGE));
        client.messages()
                .create(withTool("m").toBuilder()
                        .addMessage(answer)
                        .addUserMessage("go on")
                        .build());
        String sent = upstream.requests().getLast().bodyText();
        assertTrue(sent.contains("c2lnbmVk") && sent.contains("toolu_1"), sent);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "402", "403", "404", "413", "422", "429", "500", "503", "529"})
    void errorsAreThoseOfADirectCall(int status) {
        Reply failure = Reply.status(status)
                .header("retry-after", "7")
                .header("request-id", "req_1")
                .json(Messages.error("overloaded_error", "no"))
                .build();
        for (boolean stream : new boolean[] {false, true}) {
            AnthropicServiceException expected = failure(direct, failure, stream);
            AnthropicServiceException actual = failure(client, failure, stream);
            assertEquals(expected.getClass(), actual.getClass());
            assertEquals(status, actual.statusCode());
            assertEquals(expected.getMessage(), actual.getMessage());
            assertEquals(expected.body(), actual.body());
            assertEquals("req_1", actual.requestId().orElseThrow());
            assertEquals(List.of("7"), actual.headers().values("retry-after"));
        }
    }

    private AnthropicServiceException failure(AnthropicClient caller, Reply failure, boolean stream) {
        upstream.enqueue(failure);
        MessageCreateParams call = chat("m").build();
        return assertThrows(AnthropicServiceException.class, () -> {
            if (stream) {
                accumulate(caller, call);
            } else {
                caller.messages().create(call);
            }
        });
    }

    @Test
    void anUnknownModelAndAWrongKeyAreTheSdksOwnExceptions() {
        NotFoundException unknown = assertThrows(
                NotFoundException.class,
                () -> client.messages().create(chat("no-such-model").build()));
        assertEquals("not_found_error", unknown.type().orElseThrow().toString());
        assertFalse(unknown.requestId().orElseThrow().isEmpty());
        assertEquals(List.of("false"), unknown.headers().values("x-should-retry"));
        AnthropicClient stranger = client(gateway.baseUrl().toString(), "sk-fake-wrong");
        assertThrows(
                UnauthorizedException.class,
                () -> stranger.messages().create(chat("m").build()));
        stranger.close();
    }

    @Test
    void aBearerTokenIsAKeyToo() {
        upstream.enqueue(Reply.json(Messages.MESSAGE));
        AnthropicClient bearer = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.baseUrl().toString())
                .authToken(gateway.key())
                .maxRetries(0)
                .build();
        assertEquals("Hello", text(bearer.messages().create(chat("m").build())));
        bearer.close();
        assertTrue(upstream.requests().getLast().header("authorization").isEmpty(), "the caller's key stays here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "gpt"})
    void anErrorOrACutInMidStreamIsAnException(String model) {
        if (model.equals("m")) {
            upstream.enqueue(Messages.event(
                            Messages.beginning("{\"type\":\"text\",\"text\":\"Hel\"}"),
                            "error",
                            Messages.error("overloaded_error", "Overloaded"))
                    .build());
        } else {
            upstream.enqueue(Reply.sse(Chat.text("Hel"), Chat.error("overloaded")));
        }
        assertThrows(
                AnthropicException.class, () -> accumulate(client, chat(model).build()));
        upstream.enqueue(
                model.equals("m")
                        ? Messages.beginning("{\"type\":\"text\",\"text\":\"Hel\"}")
                                .build()
                        : Reply.sse(Chat.text("Hel")));
        assertThrows(
                AnthropicException.class, () -> accumulate(client, chat(model).build()));
    }

    @Test
    void countsTokens() {
        upstream.enqueue(Reply.json("{\"input_tokens\":36}"));
        assertEquals(
                36,
                client.messages()
                        .countTokens(MessageCountTokensParams.builder()
                                .model("m")
                                .addUserMessage("hi")
                                .build())
                        .inputTokens());
        assertEquals("/v1/messages/count_tokens", upstream.requests().getLast().path());
    }

    @Test
    void models() throws IOException {
        assertEquals(
                List.of("m", "gpt"),
                client.models().list().autoPager().stream().map(ModelInfo::id).toList());
        assertEquals("m", client.models().retrieve("m").id());
        assertThrows(NotFoundException.class, () -> client.models().retrieve("no-such-model"));
        RawReply forOthers = gateway.get("/v1/models");
        assertTrue(forOthers.text().contains("\"object\":\"list\""), forOthers::text);
        RawReply byVersion = gateway.get("/v1/models?limit=1000", new Header("anthropic-version", "2023-06-01"));
        assertTrue(byVersion.text().contains("\"has_more\":false"), byVersion::text);
    }

    @Test
    void anOpenAiModelAnswersInThisFormat() {
        upstream.enqueue(Reply.json(Chat.COMPLETION));
        Message message = client.messages().create(chat("gpt").build());
        assertEquals("Hello", text(message));
        assertEquals(StopReason.END_TURN, message.stopReason().orElseThrow());
        assertEquals(3, message.usage().inputTokens());
        assertEquals(2, message.usage().outputTokens());
        message.validate();

        upstream.enqueue(Chat.stream());
        Message streamed = accumulate(client, chat("gpt").build());
        assertEquals("Hello", text(streamed));
        streamed.validate();
    }

    @Test
    void parallelToolsOfAnOpenAiModelComeOneAfterTheOther() {
        upstream.enqueue(Reply.sse(
                Chat.chunk("{\"role\":\"assistant\",\"content\":\"Let me see\"}", "null"),
                Chat.chunk(call(0, "call_1", "weather"), "null"),
                Chat.chunk(call(1, "call_2", "weather"), "null"),
                Chat.chunk(arguments(1, "{\\\"city\\\":\\\"Oslo\\\"}"), "null"),
                Chat.chunk(arguments(0, "{\\\"city\\\":"), "null"),
                Chat.chunk(arguments(0, "\\\"Rome\\\"}"), "null"),
                Chat.chunk("{}", "\"tool_calls\""),
                Chat.DONE));
        Message message = accumulate(client, withTool("gpt"));
        assertEquals("Let me see", text(message));
        assertRome(message.content().get(1).asToolUse());
        assertEquals("call_1", message.content().get(1).asToolUse().id());
        assertEquals(
                JsonValue.from(Map.of("city", "Oslo")),
                message.content().get(2).asToolUse()._input());
        assertEquals(StopReason.TOOL_USE, message.stopReason().orElseThrow());
    }

    private static String call(int index, String id, String name) {
        return "{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"" + id + "\",\"type\":\"function\",\"function\":{"
                + "\"name\":\"" + name + "\",\"arguments\":\"\"}}]}";
    }

    private static String arguments(int index, String fragment) {
        return "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":\"" + fragment + "\"}}]}";
    }

    @Test
    void errorsOfAnOpenAiModelAreInThisFormat() {
        upstream.enqueue(Reply.status(429)
                .header("retry-after", "7")
                .json(Chat.error("slow down"))
                .build());
        AnthropicServiceException error = assertThrows(
                AnthropicServiceException.class,
                () -> client.messages().create(chat("gpt").build()));
        assertEquals(429, error.statusCode());
        assertEquals("rate_limit_error", error.type().orElseThrow().toString());
        assertEquals(List.of("7"), error.headers().values("retry-after"));
    }
}
