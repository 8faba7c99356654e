package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void takesFromAChatWhatTheGatewayNeedsAtOnce() {
        String body = CHAT + ",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"user\":\"u7\"}";

        Call<ChatRequest> call = chat(body);

        assertEquals("m", call.model());
        assertTrue(call.stream());
        assertTrue(call.usageRequested());
        assertEquals(Optional.of("u7"), call.options().user());
        assertEquals(body, call.body().orElseThrow().bytes().utf8());
    }

    @Test
    void takesNullForAbsent() {
        Call<ChatRequest> call = chat(CHAT + ",\"stream\":null,\"stream_options\":null,\"user\":null,\"tools\":null}");

        assertFalse(call.stream());
        assertFalse(call.usageRequested());
        assertEquals(Optional.empty(), call.options().user());
        assertEquals(List.of(), call.request().tools());
        assertEquals(Map.of(), call.request().extras().members());
    }

    @Test
    void doesNotReadAnyFurtherUntilAsked() {
        Call<ChatRequest> call = chat("{\"model\":\"m\",\"messages\":[{\"role\":\"nobody\"}],\"tools\":7}");

        assertEquals("messages[0].role", refusal(call::request).param().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages":[]} | model? messages | empty_array
            {"messages":[{"role":"user","content":"x"}]} | model | missing_required_parameter
            {"model":null,"messages":[1]} | model | missing_required_parameter
            {"model":7,"messages":[1]} | model | invalid_type
            {"model":"  ","messages":[1]} | model | empty_string
            {"model":"m"} | messages | missing_required_parameter
            {"model":"m","messages":"hi"} | messages | invalid_type
            {"model":"m","messages":[ ]} | messages | empty_array
            {"model":"m","messages":[1],"stream":"true"} | stream | invalid_type
            {"model":"m","messages":[1],"stream":1} | stream | invalid_type
            {"model":"m","messages":[1],"stream_options":[]} | stream_options | invalid_type
            {"model":"m","messages":[1],"stream_options":{"include_usage":"yes"}} | stream_options.include_usage | invalid_type
            {"model":"m","messages":[1],"user":{}} | user | invalid_type
            """)
    void namesTheMemberThatIsWrong(String body, String param, String code) {
        GatewayError error = refusal(() -> chat(body));

        assertEquals(ErrorKind.INVALID_REQUEST, error.kind());
        assertTrue(param.endsWith(error.param().orElseThrow()), error.toString());
        assertEquals(code, error.code().orElseThrow());
        assertTrue(error.message().contains(error.param().orElseThrow()), error.message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "temperature":"hot" | temperature
            "temperature":1e999 | temperature
            "max_tokens":1.5 | max_tokens
            "max_tokens":99999999999999999999 | max_tokens
            "n":1e999999999 | n
            "stop":7 | stop
            "stop":["a",1] | stop[1]
            "tools":[{"type":"function"}] | tools[0].function
            "tools":[{"type":"function","function":{}}] | tools[0].function.name
            "tools":[7] | tools[0]
            "tool_choice":{"type":"function"} | tool_choice.function
            "metadata":{"a":"b","c":1} | metadata.c
            "response_format":{"type":"json_schema"} | response_format.json_schema
            "messages":[{"role":"user"}] | messages[0].content
            "messages":[{"role":"user","content":7}] | messages[0].content
            "messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"text"}]}] | messages[1].content[0].text
            "messages":[{"role":"user","content":[{"type":"image_url","image_url":{}}]}] | messages[0].content[0].image_url.url
            "messages":[{"role":"assistant","tool_calls":[{"id":"a"}]}] | messages[0].tool_calls[0].function
            "messages":[{"role":"tool","content":"x"}] | messages[0].tool_call_id
            "messages":[{"role":"robot","content":"x"}] | messages[0].role
            "messages":[{"role":"user","role":"user","content":"x"}] | messages[0]
            """)
    void namesTheMemberDeepDown(String member, String param) {
        String start = member.startsWith("\"messages\"") ? "{\"model\":\"m\"" : CHAT;

        GatewayError error = refusal(() -> chat(start + "," + member + "}").request());

        assertEquals(param, error.param().orElseThrow(), error.message());
        assertEquals(ErrorKind.INVALID_REQUEST, error.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"model\":\"m\",}", "{\"a\":1,\"a\":2}", "not json"})
    void leavesBrokenJsonToTheGateway(String body) {
        assertThrows(JsonSyntaxException.class, () -> chat(body));
    }

    @Test
    void readsACompletionAsOneMessage() {
        ChatRequest request = read(
                        new CompletionsEndpoint(),
                        "{\"model\":\"m\",\"prompt\":[\"Once upon\"],\"max_tokens\":5,\"stop\":\"\\n\",\"echo\":false}")
                .request();

        assertEquals(List.of(Message.of(Role.USER, "Once upon")), request.messages());
        assertEquals(5, request.maxOutputTokens().orElseThrow());
        assertEquals(List.of("\n"), request.stop());
        assertEquals(Map.of(), request.extras().members());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "prompt":[1,2,3] | prompt
            "prompt":["a","b"] | prompt
            "prompt":[] | prompt
            "prompt":"a","suffix":"b" | suffix
            "prompt":"a","echo":true | echo
            "prompt":"a","best_of":2 | best_of
            "prompt":"a","logprobs":1 | logprobs
            """)
    void refusesToTurnIntoAChatWhatIsNoChat(String members, String param) {
        Call<ChatRequest> call = read(new CompletionsEndpoint(), "{\"model\":\"m\"," + members + "}");

        GatewayError error = refusal(call::request);
        assertEquals(param, error.param().orElseThrow());
        assertEquals(400, error.status());
    }

    @Test
    void readsEveryKindOfEmbeddingInput() {
        assertEquals(List.of(new Input.Text("a")), embedding("\"a\"").inputs());
        assertEquals(
                List.of(new Input.Text("a"), new Input.Text("")),
                embedding("[\"a\",\"\"]").inputs());
        assertEquals(
                List.of(new Input.Tokens(List.of(1, 2))), embedding("[1, 2]").inputs());
        assertEquals(
                List.of(new Input.Tokens(List.of(1)), new Input.Tokens(List.of(2, 3))),
                embedding("[[1],[2,3]]").inputs());
        assertEquals("input[1]", refusal(() -> embedding("[\"a\",{}]")).param().orElseThrow());
        assertEquals("input", refusal(() -> embedding("[]")).param().orElseThrow());
    }

    @Test
    void readsHowVectorsShallBe() {
        EmbeddingRequest request = embedding("\"a\",\"dimensions\":256,\"encoding_format\":\"base64\",\"x\":[1.0]");

        assertEquals(256, request.dimensions().orElseThrow());
        assertEquals(EmbeddingRequest.Encoding.BASE64, request.encoding());
        assertEquals(Map.of("x", new JsonText("[1.0]")), request.extras().members());
        assertEquals(
                EmbeddingRequest.Encoding.FLOAT,
                embedding("\"a\",\"encoding_format\":null").encoding());
        assertEquals(
                "dimensions",
                refusal(() -> embedding("\"a\",\"dimensions\":0")).param().orElseThrow());
    }

    @Test
    void readsWhatIsAskedOfTheGatewayFromHeaders() {
        CallOptions options = GatewayHeaders.read(
                TestingRequest.to(
                                "/",
                                "X-LiteLLM-Tags",
                                "a, b,,",
                                "x-switchboard-user",
                                "boss",
                                "x-litellm-session-id",
                                "s1",
                                "x-switchboard-timeout",
                                "2.5",
                                "x-stainless-read-timeout",
                                "600",
                                "x-switchboard-prompt-id",
                                "greeting",
                                "x-switchboard-prompt-variables",
                                "{\"name\":\"Ada\"}")
                        .headers(),
                Optional.of("body-user"),
                false);

        assertEquals(List.of("a", "b"), options.tags());
        assertEquals(Optional.of("boss"), options.user());
        assertEquals(Optional.of("s1"), options.session());
        assertEquals(Optional.of(Duration.ofMillis(2500)), options.timeout());
        assertEquals(Optional.of("greeting"), options.promptId());
        assertEquals(Map.of("name", new JsonText("\"Ada\"")), options.promptVariables());
    }

    @Test
    void waitsForAPlainReplyAsLongAsTheSdkDoes() {
        var headers = TestingRequest.to("/", "x-stainless-read-timeout", "600").headers();

        assertEquals(
                Optional.of(Duration.ofMinutes(10)),
                GatewayHeaders.read(headers, Optional.empty(), false).timeout());
        assertEquals(
                Optional.empty(),
                GatewayHeaders.read(headers, Optional.empty(), true).timeout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "NaN", "Infinity", "1e9"})
    void refusesImpossibleTimeouts(String value) {
        var own = TestingRequest.to("/", "x-switchboard-timeout", value).headers();
        var sdk = TestingRequest.to("/", "x-stainless-timeout", value).headers();

        GatewayError error = refusal(() -> GatewayHeaders.read(own, Optional.empty(), false));
        assertEquals("x-switchboard-timeout", error.param().orElseThrow());
        assertEquals(
                Optional.empty(),
                GatewayHeaders.read(sdk, Optional.empty(), false).timeout());
    }

    private static Call<ChatRequest> chat(String body) {
        return read(new ChatEndpoint(), body);
    }

    private static EmbeddingRequest embedding(String input) {
        return read(new EmbeddingsEndpoint(), "{\"model\":\"m\",\"input\":" + input + "}")
                .request();
    }

    private static <Q> Call<Q> read(Endpoint<Q, ?, ?> endpoint, String body) {
        return endpoint.read(TestingRequest.to("/"), Bytes.utf8(body));
    }

    private static GatewayError refusal(Runnable call) {
        return assertThrows(GatewayException.class, call::run).error();
    }
}
