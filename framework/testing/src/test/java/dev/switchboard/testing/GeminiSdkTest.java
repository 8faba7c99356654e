package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Model;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's own SDK in front of the gateway, and OpenAI's in front of a Gemini upstream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiSdkTest {
    private static final String HELLO = """
            {"candidates":[{"content":{"parts":[{"text":"Hel"},{"text":"lo"}],"role":"model"},"finishReason":"STOP","index":0}],\
            "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5},"modelVersion":"g","responseId":"r1"}""";
    private static final String CALL = """
            {"candidates":[{"content":{"parts":[{"functionCall":{"name":"weather","args":{"city":"Rome"}},\
            "thoughtSignature":"EgEB"}],"role":"model"},"finishReason":"STOP","index":0}],"responseId":"r1"}""";

    private MockUpstream upstream;
    private TestingGateway gateway;
    private Client google;
    private OpenAIClient openAi;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  google: {type: gemini, base-url: "${env:UPSTREAM_URL}beta", api-key: sk-fake-google}
                  openai: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  "gemini/*": {targets: [{provider: google, model: "*"}]}
                  "openai/*": {targets: [{provider: openai, model: "*"}]}
                """).start();
        google = client(gateway.baseUrl().toString(), gateway.key());
        openAi = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .maxRetries(0)
                .build();
    }

    private static Client client(String url, String key) {
        return Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(url)
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
    }

    @AfterAll
    void stop() {
        google.close();
        openAi.close();
        gateway.close();
        upstream.close();
    }

    private static GenerateContentConfig withTool() {
        Schema city = Schema.builder().type("STRING").build();
        Schema parameters =
                Schema.builder().type("OBJECT").properties(Map.of("city", city)).build();
        return GenerateContentConfig.builder()
                .tools(Tool.builder()
                        .functionDeclarations(FunctionDeclaration.builder()
                                .name("weather")
                                .parameters(parameters)
                                .build())
                        .build())
                .build();
    }

    private List<GenerateContentResponse> streamed(String model, GenerateContentConfig config) {
        try (ResponseStream<GenerateContentResponse> stream =
                google.models.generateContentStream(model, "hi", config)) {
            return new ArrayList<>(
                    StreamSupport.stream(stream.spliterator(), false).toList());
        }
    }

    private static String text(List<GenerateContentResponse> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.text() == null ? "" : event.text()));
        return text.toString();
    }

    private ReceivedRequest last() {
        return upstream.requests().getLast();
    }

    @Test
    void relayed() {
        upstream.enqueue(Reply.json(HELLO));
        GenerateContentResponse reply = google.models.generateContent("gemini/g-1", "hi", null);
        assertEquals("Hello", reply.text());
        assertEquals(5, reply.usageMetadata().orElseThrow().totalTokenCount().orElseThrow());
        assertEquals("/v1beta/models/g-1:generateContent", last().path());
        assertEquals("sk-fake-google", last().header("x-goog-api-key").orElseThrow());
    }

    @Test
    void relayedStream() {
        upstream.enqueue(Reply.sse(HELLO.replace("\"finishReason\":\"STOP\",", ""), HELLO));
        assertEquals("HelloHello", text(streamed("gemini/g-1", null)));
        assertEquals("/v1beta/models/g-1:streamGenerateContent?alt=sse", last().target());
    }

    @Test
    void translated() {
        upstream.enqueue(Reply.json(Chat.COMPLETION));
        GenerateContentResponse reply = google.models.generateContent("openai/m", "hi", null);
        assertEquals("Hello", reply.text());
        assertEquals(5, reply.usageMetadata().orElseThrow().totalTokenCount().orElseThrow());
        assertEquals("/v1/chat/completions", last().path());
        assertTrue(last().bodyText().contains("\"content\":\"hi\""), last()::bodyText);
    }

    @Test
    void translatedStream() {
        upstream.enqueue(Chat.stream());
        List<GenerateContentResponse> events = streamed("openai/m", null);
        assertEquals("Hello", text(events));
        assertEquals("STOP", events.getLast().finishReason().toString());
    }

    @Test
    void translatedTools() {
        String call =
                "{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":"
                        + "\"{\\\"city\\\":\"}}";
        upstream.enqueue(Reply.sse(
                Chat.chunk("{\"role\":\"assistant\",\"tool_calls\":[" + call + "]}", "null"),
                Chat.chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Rome\\\"}\"}}]}", "null"),
                Chat.chunk("{}", "\"tool_calls\""),
                Chat.DONE));
        FunctionCall asked = streamed("openai/m", withTool()).stream()
                .flatMap(event -> event.parts() == null ? Stream.<Part>empty() : event.parts().stream())
                .flatMap(part -> part.functionCall().stream())
                .findFirst()
                .orElseThrow();
        assertEquals("weather", asked.name().orElseThrow());
        assertEquals(Map.of("city", "Rome"), asked.args().orElseThrow());
        assertEquals("call_1", asked.id().orElseThrow());
        assertTrue(last().bodyText().contains("\"properties\":{\"city\":{\"type\":\"string\"}}"), last()::bodyText);
    }

    @ParameterizedTest
    @CsvSource({
        "400,INVALID_ARGUMENT",
        "403,PERMISSION_DENIED",
        "404,NOT_FOUND",
        "429,RESOURCE_EXHAUSTED",
        "503,UNAVAILABLE"
    })
    void errorsOfEitherUpstreamAreTheSdksOwnExceptions(int status, String name) {
        String own = "{\"error\":{\"code\":" + status + ",\"message\":\"no\",\"status\":\"" + name + "\"}}";
        for (boolean stream : new boolean[] {false, true}) {
            assertFailure("gemini/g-1", Reply.json(status, own), stream, status, name);
            assertFailure("openai/m", Reply.json(status, Chat.error("no")), stream, status, name);
        }
    }

    private void assertFailure(String model, Reply failure, boolean stream, int status, String name) {
        upstream.enqueue(failure);
        ApiException thrown = assertThrows(ApiException.class, () -> {
            if (stream) {
                streamed(model, null);
            } else {
                google.models.generateContent(model, "hi", null);
            }
        });
        assertEquals(status, thrown.code());
        assertTrue(thrown.message().startsWith("no"), thrown::message);
        assertEquals(name, thrown.status());
    }

    @Test
    void aCutStreamIsAnException() {
        upstream.enqueue(Reply.sse(Chat.text("Hel")));
        assertThrows(RuntimeException.class, () -> streamed("openai/m", null));
    }

    @Test
    void aStrangerIsTold() {
        Client stranger = client(gateway.baseUrl().toString(), "sk-fake-wrong");
        ApiException thrown =
                assertThrows(ApiException.class, () -> stranger.models.generateContent("gemini/g-1", "hi", null));
        assertEquals(401, thrown.code());
        assertEquals("UNAUTHENTICATED", thrown.status());
        stranger.close();
    }

    @Test
    void countsTokens() {
        upstream.enqueue(Reply.json("{\"totalTokens\":7}"));
        assertEquals(
                7,
                google.models
                        .countTokens("gemini/g-1", "hi", null)
                        .totalTokens()
                        .orElseThrow());
        assertEquals("/v1beta/models/g-1:countTokens", last().path());
    }

    @Test
    void embeds() {
        upstream.enqueue(Reply.json("{\"embeddings\":[{\"values\":[0.5,-0.25]}]}"));
        assertEquals(List.of(0.5f, -0.25f), embed("gemini/e-1", null));
        assertTrue(last().bodyText().contains("\"model\":\"models/e-1\""), last()::bodyText);
        upstream.enqueue(
                Reply.json(
                        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-0.25]}],\"model\":\"m\"}"));
        assertEquals(
                List.of(0.5f, -0.25f),
                embed(
                        "openai/m",
                        EmbedContentConfig.builder().outputDimensionality(2).build()));
        assertTrue(last().bodyText().contains("\"dimensions\":2"), last()::bodyText);
    }

    private List<Float> embed(String model, EmbedContentConfig config) {
        return google.models
                .embedContent(model, "hi", config)
                .embeddings()
                .orElseThrow()
                .getFirst()
                .values()
                .orElseThrow();
    }

    @Test
    void listsModels() {
        List<String> names = new ArrayList<>();
        for (Model model : google.models.list(null)) {
            names.add(model.name().orElseThrow());
        }
        assertTrue(names.stream().allMatch(name -> name.startsWith("models/")), names::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini/g-1", "gemini%2Fg-1", "models%2Fgemini%2Fg-1"})
    void slashesInNamesMayBeEncoded(String name) throws IOException {
        upstream.enqueue(Reply.json(HELLO));
        String body = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
        assertEquals(
                200,
                gateway.post("/v1beta/models/" + name + ":generateContent", body)
                        .status());
        assertEquals("/v1beta/models/g-1:generateContent", last().path());
    }

    @Test
    void aKeyInTheQueryStaysHere() throws IOException {
        upstream.enqueue(Reply.sse(HELLO));
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.request(
                    "POST",
                    "/v1beta/models/gemini/g-1:streamGenerateContent?key=" + gateway.key() + "&alt=sse",
                    List.of(new Header("content-type", "application/json")),
                    "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}");
            assertEquals(200, http.readReply().status());
        }
        assertEquals("/v1beta/models/g-1:streamGenerateContent?alt=sse", last().target());
    }

    @Test
    void withoutAltAStreamIsAnArray() throws IOException {
        upstream.enqueue(Chat.stream());
        String body = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
        String array = gateway.post("/v1beta/models/openai/m:streamGenerateContent", body)
                .text();
        assertTrue(array.startsWith("[{\"candidates\"") && array.endsWith("]\n"), array);
        upstream.enqueue(Reply.json("[" + HELLO + "\n,\n" + HELLO + "]"));
        String relayed = gateway.post("/v1beta/models/gemini/g-1:streamGenerateContent", body)
                .text();
        assertEquals("[" + HELLO + "\n,\n" + HELLO + "]", relayed);
    }

    @Test
    void openAiInFrontOfGemini() {
        upstream.enqueue(Reply.json(HELLO));
        ChatCompletion completion = openAi.chat().completions().create(chat());
        assertEquals(
                "Hello", completion.choices().getFirst().message().content().orElseThrow());
        assertEquals(5, completion.usage().orElseThrow().totalTokens());
        assertEquals("/v1beta/models/g-1:generateContent", last().path());
    }

    @Test
    void openAiStreamsFromGemini() {
        upstream.enqueue(Reply.sse(HELLO.replace("\"finishReason\":\"STOP\",", ""), CALL));
        ChatCompletion completion = accumulate();
        assertEquals(
                "Hello", completion.choices().getFirst().message().content().orElseThrow());
        ChatCompletionMessageFunctionToolCall call = completion
                .choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertEquals("weather", call.function().name());
        assertEquals("{\"city\":\"Rome\"}", call.function().arguments());
        assertTrue(call.id().startsWith("call_r1_0"), call::id);
    }

    private ChatCompletion accumulate() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                openAi.chat().completions().createStreaming(chat())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    @Test
    void openAiSeesGeminisErrors() {
        upstream.enqueue(Reply.json(
                429,
                "{\"error\":{\"code\":429,\"message\":\"slow down\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":["
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"48s\"}]}}"));
        RateLimitException limited = assertThrows(
                RateLimitException.class, () -> openAi.chat().completions().create(chat()));
        assertEquals(List.of("48"), limited.headers().values("retry-after"));
    }

    @Test
    void openAiEmbedsWithGemini() {
        upstream.enqueue(Reply.json("{\"embeddings\":[{\"values\":[0.5,-0.25]}]}"));
        assertEquals(
                List.of(0.5f, -0.25f),
                openAi.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("gemini/e-1")
                                .input("hi")
                                .build())
                        .data()
                        .getFirst()
                        .embedding());
    }

    private static ChatCompletionCreateParams chat() {
        return ChatCompletionCreateParams.builder()
                .model("gemini/g-1")
                .addUserMessage("hi")
                .build();
    }
}
