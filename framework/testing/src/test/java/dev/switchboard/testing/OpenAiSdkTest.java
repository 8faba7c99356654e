package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Outcome;
import dev.switchboard.testkit.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own Java SDK works through the gateway as it does without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSdkTest {
    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient direct;
    private OpenAIClient client;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  upstream: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  mock:
                    type: mock
                    dimensions: 8
                    replies:
                      - {model: tool, tool-calls: [{name: weather, arguments: '{"city":"Paris"}'}]}
                      - {text: "Hello from the mock"}
                models:
                  m: {targets: [{provider: upstream, model: m}]}
                  "mock/*": {targets: [{provider: mock, model: "*"}]}
                """).start();
        client = client(gateway.openAiUrl(), gateway.key(), Duration.ofSeconds(20));
        direct = client(upstream.baseUrl() + "/v1", "sk-fake-direct", Duration.ofSeconds(20));
    }

    private static OpenAIClient client(String url, String key, Duration timeout) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(url)
                .apiKey(key)
                .timeout(timeout)
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

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("hi");
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    private static ChatCompletion accumulate(OpenAIClient caller, ChatCompletionCreateParams call) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                caller.chat().completions().createStreaming(call)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static ChatCompletionMessageFunctionToolCall.Function tool(ChatCompletion completion) {
        return completion
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction()
                .function();
    }

    private static ChatCompletionCreateParams withTool(String model) {
        return chat(model)
                .addFunctionTool(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();
    }

    @Test
    void unary() {
        upstream.enqueue(Reply.json(Chat.COMPLETION));
        ChatCompletion completion = client.chat().completions().create(chat("m").build());
        assertEquals("Hello", text(completion));
        assertEquals(5, completion.usage().orElseThrow().totalTokens());
        assertEquals(
                "Bearer sk-fake-upstream",
                upstream.requests().getLast().header("authorization").orElseThrow());
    }

    @Test
    void streamed() {
        upstream.enqueue(Chat.stream());
        assertEquals("Hello", text(accumulate(client, chat("m").build())));
    }

    @Test
    void tools() {
        upstream.enqueue(Reply.sse(
                Chat.chunk(
                        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"call_1\","
                                + "\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}",
                        "null"),
                Chat.chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}]}", "null"),
                Chat.chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Rome\\\"}\"}}]}", "null"),
                Chat.chunk("{}", "\"tool_calls\""),
                Chat.DONE));
        ChatCompletionMessageFunctionToolCall.Function call = tool(accumulate(client, withTool("m")));
        assertEquals("weather", call.name());
        assertEquals("{\"city\":\"Rome\"}", call.arguments());
    }

    @Test
    void mockModel() {
        assertEquals(
                "Hello from the mock",
                text(client.chat().completions().create(chat("mock/any").build())));
        assertEquals(
                "Hello from the mock", text(accumulate(client, chat("mock/any").build())));
        assertEquals(
                "{\"city\":\"Paris\"}",
                tool(client.chat().completions().create(withTool("mock/tool"))).arguments());
        assertEquals(
                "{\"city\":\"Paris\"}",
                tool(accumulate(client, withTool("mock/tool"))).arguments());
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "422", "429", "500", "502", "503"})
    void errorsAreThoseOfADirectCall(int status) {
        Reply failure = Reply.status(status)
                .header("retry-after", "7")
                .json(Chat.error("no"))
                .build();
        for (boolean stream : new boolean[] {false, true}) {
            OpenAIServiceException expected = failure(direct, failure, stream);
            OpenAIServiceException actual = failure(client, failure, stream);
            assertEquals(exception(status), actual.getClass());
            assertEquals(expected.getClass(), actual.getClass());
            assertEquals(status, actual.statusCode());
            assertEquals(expected.getMessage(), actual.getMessage());
            assertEquals(expected.body(), actual.body());
            assertEquals(expected.code(), actual.code());
            assertEquals(expected.param(), actual.param());
            assertEquals(expected.type(), actual.type());
            assertEquals(List.of("7"), actual.headers().values("retry-after"));
        }
    }

    private OpenAIServiceException failure(OpenAIClient caller, Reply failure, boolean stream) {
        upstream.enqueue(failure);
        ChatCompletionCreateParams call = chat("m").build();
        return assertThrows(OpenAIServiceException.class, () -> {
            if (stream) {
                accumulate(caller, call);
            } else {
                caller.chat().completions().create(call);
            }
        });
    }

    private static Class<? extends OpenAIServiceException> exception(int status) {
        return switch (status) {
            case 400 -> BadRequestException.class;
            case 401 -> UnauthorizedException.class;
            case 403 -> PermissionDeniedException.class;
            case 404 -> NotFoundException.class;
            case 422 -> UnprocessableEntityException.class;
            case 429 -> RateLimitException.class;
            default -> InternalServerException.class;
        };
    }

    @Test
    void anUnknownModelAndAWrongKeyAreTheSdksOwnExceptions() {
        NotFoundException unknown = assertThrows(
                NotFoundException.class,
                () -> client.chat().completions().create(chat("no-such-model").build()));
        assertEquals("model_not_found", unknown.code().orElseThrow());
        OpenAIClient stranger = client(gateway.openAiUrl(), "sk-fake-wrong", Duration.ofSeconds(20));
        assertThrows(
                UnauthorizedException.class,
                () -> stranger.chat().completions().create(chat("m").build()));
        stranger.close();
    }

    @Test
    void anErrorInMidStreamIsAnException() {
        upstream.enqueue(Reply.sse(Chat.text("Hel"), Chat.error("overloaded")));
        assertThrows(
                com.openai.errors.OpenAIException.class,
                () -> accumulate(client, chat("m").build()));
    }

    @Test
    void aCallerThatTimesOutStopsTheUpstream() {
        upstream.enqueue(Reply.status(200).stall().json(Chat.COMPLETION).build());
        int before = upstream.requestCount();
        OpenAIClient impatient = client(gateway.openAiUrl(), gateway.key(), Duration.ofMillis(300));
        assertThrows(
                OpenAIIoException.class,
                () -> impatient.chat().completions().create(chat("m").build()));
        impatient.close();
        assertEquals(
                Outcome.End.ABORTED_BY_CALLER,
                upstream.awaitRequests(before + 1).getLast().awaitOutcome().end());
    }

    @Test
    void closingAStreamStopsTheUpstream() {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.sse()
                .data(Chat.text("Hel"))
                .hold(gate)
                .data(Chat.text("lo"))
                .done()
                .build());
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(chat("m").build())) {
            assertTrue(stream.stream().findFirst().isPresent());
        }
        assertEquals(
                Outcome.End.ABORTED_BY_CALLER,
                upstream.requests().getLast().awaitOutcome().end());
    }

    @Test
    void models() {
        assertEquals(
                List.of("m"),
                client.models().list().data().stream()
                        .map(com.openai.models.models.Model::id)
                        .filter(id -> !id.contains("*"))
                        .toList());
        assertEquals("m", client.models().retrieve("m").id());
        assertThrows(NotFoundException.class, () -> client.models().retrieve("no-such-model"));
    }

    @Test
    void embeddings() {
        upstream.enqueue(Reply.json("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                + "\"embedding\":[0.5,-0.25]}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"));
        assertEquals(List.of(0.5f, -0.25f), embed("m"));
        assertEquals(8, embed("mock/any").size());
    }

    private List<Float> embed(String model) {
        return client.embeddings()
                .create(EmbeddingCreateParams.builder().model(model).input("hi").build())
                .data()
                .getFirst()
                .embedding();
    }
}
