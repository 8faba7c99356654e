package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponseCreateParams;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's own Java SDK asks for responses, of an upstream that has them and of one that has chat completions only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponsesSdkTest {
    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient client;

    /** What stands behind the gateway. */
    enum Behind {
        RESPONSES {
            @Override
            Reply text(String text, boolean stream) {
                return stream ? Responses.stream(Responses.message(text)) : Responses.whole(Responses.message(text));
            }

            @Override
            Reply tool(boolean stream) {
                return stream
                        ? Responses.stream(Responses.REASONING, Responses.CALL)
                        : Responses.whole(Responses.REASONING, Responses.CALL);
            }

            @Override
            Reply failing() {
                return Responses.failing(
                        "{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}", Responses.message("Hel"));
            }
        },
        CHAT {
            @Override
            Reply text(String text, boolean stream) {
                String quoted = JsonText.string(text).text();
                String inside = quoted.substring(1, quoted.length() - 1);
                int half = inside.length() / 2;
                return stream
                        ? Reply.sse(
                                Chat.text(inside.substring(0, half).replace("\\", "")),
                                Chat.text(inside.substring(half).replace("\\", "")),
                                Chat.chunk("{}", "\"stop\""),
                                USAGE,
                                Chat.DONE)
                        : Reply.json(Chat.COMPLETION
                                .replace("\"Hello\"", quoted)
                                .replace(
                                        "{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}",
                                        "{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12}"));
            }

            @Override
            Reply tool(boolean stream) {
                String call = "{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}";
                String said = "\"reasoning_content\":\"Let me look\",\"thinking_blocks\":[{\"type\":\"thinking\","
                        + "\"thinking\":\"Let me look\",\"signature\":\"openai:sealed\"}]";
                return stream
                        ? Reply.sse(
                                Chat.chunk("{\"reasoning_content\":\"Let me\"}", "null"),
                                Chat.chunk("{\"reasoning_content\":\" look\"}", "null"),
                                Chat.chunk("{\"tool_calls\":[" + call + "]}", "null"),
                                Chat.chunk("{}", "\"tool_calls\""),
                                USAGE,
                                Chat.DONE)
                        : Reply.json("{\"id\":\"chatcmpl-1\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":null," + said + ",\"tool_calls\":["
                                + call + "]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":9,"
                                + "\"completion_tokens\":3,\"total_tokens\":12}}");
            }

            @Override
            Reply failing() {
                return Reply.sse(
                        Chat.text("Hel"), "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}}");
            }
        };

        private static final String USAGE = "{\"id\":\"chatcmpl-1\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12}}";

        abstract Reply text(String text, boolean stream);

        /** Reasons first, then calls the tool. */
        abstract Reply tool(boolean stream);

        abstract Reply failing();

        ResponseCreateParams.Builder ask() {
            return ResponseCreateParams.builder()
                    .model(name().toLowerCase(Locale.ROOT))
                    .input("hi");
        }
    }

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  openai: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  chat: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}"}
                models:
                  responses: {targets: [{provider: openai, model: m}]}
                  chat: {targets: [{provider: chat, model: m}]}
                """).start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .maxRetries(0)
                .responseValidation(true)
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    /** The upstream answers with these, in order. */
    private void answer(Reply... replies) {
        Iterator<Reply> each = List.of(replies).iterator();
        upstream.otherwise(ignored -> each.next());
    }

    /** A whole reply, or one put together of a stream's events, in both of the accumulator's ways. */
    private Response ask(ResponseCreateParams call, boolean stream) {
        if (!stream) {
            return client.responses().create(call);
        }
        ResponseAccumulator accumulator = ResponseAccumulator.createWithSnapshots();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(call)) {
            events.stream().map(ResponseStreamEvent::validate).forEach(accumulator::accumulate);
        }
        Response whole = accumulator.response().validate();
        assertEquals(said(accumulator.reconstructedResponse()), said(whole));
        return whole;
    }

    /** What the items say, as text. */
    private static List<String> said(Response response) {
        List<String> said = new ArrayList<>();
        for (ResponseOutputItem item : response.output()) {
            item.message().ifPresent(message -> said.add("message " + message.content()));
            item.functionCall().ifPresent(call -> said.add("call " + call.callId() + call.name() + call.arguments()));
            item.reasoning().ifPresent(reasoning -> said.add("reasoning " + reasoning.summary()));
        }
        return said;
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(part -> part.outputText().stream())
                .map(part -> part.text())
                .collect(Collectors.joining());
    }

    private dev.switchboard.spi.json.JsonValue sent() {
        return dev.switchboard.spi.json.JsonValue.parse(
                dev.switchboard.spi.io.Bytes.utf8(upstream.requests().getLast().bodyText()));
    }

    @ParameterizedTest
    @EnumSource
    void text(Behind behind) {
        for (boolean stream : new boolean[] {false, true}) {
            answer(behind.text("Hello", stream));
            Response response = ask(behind.ask().instructions("Be brief").build(), stream);
            assertEquals("Hello", text(response));
            assertEquals(ResponseStatus.COMPLETED, response.status().orElseThrow());
            assertEquals(12, response.usage().orElseThrow().totalTokens());
            assertTrue(upstream.requests().getLast().bodyText().contains("Be brief"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reasoningAndTools(Behind behind) {
        for (boolean stream : new boolean[] {false, true}) {
            answer(behind.tool(stream), behind.text("Sunny", stream));
            ResponseCreateParams first = behind.ask()
                    .addTool(weather())
                    .reasoning(Reasoning.builder()
                            .effort(ReasoningEffort.LOW)
                            .summary(Reasoning.Summary.AUTO)
                            .build())
                    .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
                    .store(false)
                    .build();
            Response called = ask(first, stream);
            ResponseReasoningItem reasoning = called.output().getFirst().asReasoning();
            assertEquals("Let me look", reasoning.summary().getFirst().text());
            ResponseFunctionToolCall call = called.output().get(1).asFunctionCall();
            assertEquals("weather", call.name());
            assertEquals("{\"city\":\"Rome\"}", call.arguments());
            assertEquals("call_1", call.callId());

            Response answered = ask(withResult(first, reasoning, call), stream);
            assertEquals("Sunny", text(answered));
            assertTrue(
                    sent().text().text().contains("22 degrees"), sent().text().text());
            assertEquals(behind == Behind.RESPONSES, sent().text().text().contains("sealed"));
        }
    }

    private static ResponseCreateParams withResult(
            ResponseCreateParams first, ResponseReasoningItem reasoning, ResponseFunctionToolCall call) {
        return first.toBuilder()
                .inputOfResponse(List.of(
                        ResponseInputItem.ofReasoning(reasoning),
                        ResponseInputItem.ofFunctionCall(call),
                        ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                .callId(call.callId())
                                .output("22 degrees")
                                .build())))
                .build();
    }

    private static FunctionTool weather() {
        return FunctionTool.builder()
                .name("weather")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
    }

    /** An answer with a shape. */
    public static class City {
        public String name = "";
    }

    @ParameterizedTest
    @EnumSource
    void structuredOutput(Behind behind) {
        answer(behind.text("{\"name\":\"Rome\"}", false));
        StructuredResponseCreateParams<City> call =
                behind.ask().text(City.class).build();
        City city = client.responses()
                .create(call)
                .output()
                .getFirst()
                .asMessage()
                .content()
                .getFirst()
                .asOutputText();
        assertEquals("Rome", city.name);
        assertTrue(sent().text().text().contains("json_schema"), sent().text().text());
    }

    @ParameterizedTest
    @EnumSource
    void aFailureInMidStreamIsTheFailedResponse(Behind behind) {
        answer(behind.failing());
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events =
                client.responses().createStreaming(behind.ask().build())) {
            events.stream().forEach(accumulator::accumulate);
        }
        Response response = accumulator.response();
        assertEquals(ResponseStatus.FAILED, response.status().orElseThrow());
        assertEquals("slow down", response.error().orElseThrow().message());
        assertEquals(
                "rate_limit_exceeded", response.error().orElseThrow().code().asString());
    }

    @ParameterizedTest
    @EnumSource
    void aCutStreamIsAFailedResponse(Behind behind) {
        answer(behind == Behind.RESPONSES ? Responses.cut(Responses.message("Hel")) : Reply.sse(Chat.text("Hel")));
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events =
                client.responses().createStreaming(behind.ask().build())) {
            events.stream().forEach(accumulator::accumulate);
        }
        Response response = accumulator.response();
        assertEquals(ResponseStatus.FAILED, response.status().orElseThrow());
        assertEquals("server_error", response.error().orElseThrow().code().asString());
    }

    @ParameterizedTest
    @CsvSource({
        "RESPONSES,400",
        "CHAT,400",
        "RESPONSES,401",
        "CHAT,401",
        "RESPONSES,429",
        "CHAT,429",
        "RESPONSES,500",
        "CHAT,500"
    })
    void aFailureBeforeTheStreamHasItsStatus(Behind behind, int status) {
        for (boolean stream : new boolean[] {false, true}) {
            answer(Reply.json(status, Chat.error("no")));
            OpenAIServiceException failure = assertThrows(
                    OpenAIServiceException.class, () -> ask(behind.ask().build(), stream));
            assertEquals(status, failure.statusCode());
            assertEquals("some_code", failure.code().orElseThrow());
            assertTrue(failure.getMessage().contains("no"), failure.getMessage());
        }
    }

    @Test
    void whatOnlyTheProviderKeepsIsRefusedByNameElsewhere() {
        int before = upstream.requestCount();
        BadRequestException refusal = assertThrows(
                BadRequestException.class,
                () -> ask(Behind.CHAT.ask().previousResponseId("resp_0").build(), false));
        assertEquals("previous_response_id", refusal.param().orElseThrow());
        assertEquals(before, upstream.requestCount());

        answer(Behind.RESPONSES.text("Hello", false));
        ask(Behind.RESPONSES.ask().previousResponseId("resp_0").build(), false);
        assertEquals("resp_0", sent().string("previous_response_id").orElseThrow());
    }
}
