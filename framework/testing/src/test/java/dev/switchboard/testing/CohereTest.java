package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** OpenAI's own SDK talks to Cohere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CohereTest {
    private static final String[] EVENTS = {
        "{\"type\":\"message-start\",\"id\":\"c-1\",\"delta\":{\"message\":{\"role\":\"assistant\",\"content\":[]}}}",
        "{\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":\"I will \"}}}",
        "{\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":\"look.\"}}}",
        "{\"type\":\"tool-call-start\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"t-1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}}}}",
        "{\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":"
                + "\"{\\\"city\\\":\"}}}}}",
        "{\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":"
                + "\"\\\"Köln\\\"}\"}}}}}",
        "{\"type\":\"tool-call-end\",\"index\":0}",
        "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TOOL_CALL\",\"usage\":{\"billed_units\":{\"input_tokens\":3,"
                + "\"output_tokens\":4}}}}",
    };

    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient client;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  cohere: {type: cohere, base-url: "${env:UPSTREAM_URL}/cohere", api-key: sk-fake-upstream}
                models:
                  m: {targets: [{provider: cohere, model: command}]}
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

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model("m").addUserMessage("hi");
    }

    private static Reply stream(String... events) {
        var reply = Reply.sse();
        for (String event : events) {
            reply.event(event.substring(9, event.indexOf('"', 9)), event);
        }
        return reply.chunks(Chunking.ofSize(1)).build();
    }

    private ChatCompletion accumulate() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(chat().build())) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    @Test
    void unary() {
        upstream.enqueue(
                Reply.json("{\"id\":\"c-1\",\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"Hello\"}]},\"finish_reason\":\"COMPLETE\",\"usage\":{\"billed_units\":{\"input_tokens\":3,"
                        + "\"output_tokens\":4}}}"));

        ChatCompletion completion = client.chat()
                .completions()
                .create(chat().temperature(0.5)
                        .putAdditionalBodyProperty("safety_mode", JsonValue.from("STRICT"))
                        .build());

        assertEquals(
                "Hello", completion.choices().getFirst().message().content().orElseThrow());
        assertEquals("m", completion.model());
        assertEquals(7, completion.usage().orElseThrow().totalTokens());
        assertEquals(
                "{\"model\":\"command\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"hi\"}]}],\"temperature\":0.5,\"safety_mode\":\"STRICT\"}",
                upstream.requests().getLast().bodyText());
        assertEquals("/v1/cohere/v2/chat", upstream.requests().getLast().path());
    }

    @Test
    void streamedTools() {
        upstream.enqueue(stream(EVENTS));

        ChatCompletion.Choice choice = accumulate().choices().getFirst();

        assertEquals("I will look.", choice.message().content().orElseThrow());
        assertEquals(
                "{\"city\":\"Köln\"}",
                choice.message()
                        .toolCalls()
                        .orElseThrow()
                        .getFirst()
                        .asFunction()
                        .function()
                        .arguments());
        assertEquals("tool_calls", choice.finishReason().asString());
    }

    @Test
    void aCutStreamIsNoAnswer() {
        for (int count = 2; count < EVENTS.length; count++) {
            upstream.enqueue(stream(Stream.of(EVENTS).limit(count).toArray(String[]::new)));

            assertThrows(OpenAIException.class, this::accumulate, "cut after " + count);
        }
    }

    @Test
    void errorsKeepTheirWords() {
        upstream.enqueue(Reply.json(401, "{\"id\":\"x\",\"message\":\"invalid api token\"}"));

        UnauthorizedException refused = assertThrows(
                UnauthorizedException.class, () -> client.chat().completions().create(chat().build()));

        assertTrue(refused.getMessage().contains("invalid api token"), refused::getMessage);
    }

    @Test
    void embeddings() {
        upstream.enqueue(Reply.json("{\"id\":\"e\",\"embeddings\":{\"float\":[[0.5,-1]]},\"meta\":{\"billed_units\":"
                + "{\"input_tokens\":2}}}"));

        assertEquals(
                List.of(0.5f, -1f),
                client.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("m")
                                .input("Hi")
                                .putAdditionalBodyProperty("input_type", JsonValue.from("search_query"))
                                .build())
                        .data()
                        .getFirst()
                        .embedding());
        assertEquals(
                "{\"model\":\"command\",\"input_type\":\"search_query\",\"texts\":[\"Hi\"],\"embedding_types\":[\"float\"]}",
                upstream.requests().getLast().bodyText());
    }
}
