package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionTokenLogprob;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hangs on an answer reaches OpenAI's Java SDK also when a guardrail changed the request, so that nothing is relayed. */
class TranslatedSdkTest {
    private static final String LOGPROBS = """
            "logprobs":{"content":[{"token":"ok","logprob":-0.25,"bytes":[111,107],"top_logprobs":[]}],"refusal":null}""";
    private static final String SOURCE = """
            "annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":2,"url":"https://x","title":"X"}}]""";
    private static final String REASONING = """
            "reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"s","index":0}]""";

    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient client;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  upstream:
                    type: openai-compatible
                    vendor: openrouter
                    base-url: "${env:UPSTREAM_URL}"
                    api-key: sk-fake-upstream
                models:
                  "*": {targets: [{provider: upstream, model: "*"}]}
                guardrails:
                  words: {type: patterns, rules: [{name: card, pattern: secret, action: mask, replacement: "[card]"}]}
                """).start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .timeout(Duration.ofSeconds(20))
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    @Test
    void readsSourcesProbabilitiesAndSignedReasoning() {
        upstream.on("POST", "/v1/chat/completions", Reply.json(200, """
                {"id":"r","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",%s,
                 "message":{"role":"assistant","content":"ok",%s,%s}}]}""".formatted(LOGPROBS, SOURCE, REASONING)));
        ChatCompletion reply = client.chat().completions().create(chat());
        ChatCompletion.Choice choice = reply.choices().getFirst();
        assertEquals(
                "https://x",
                choice.message()
                        .annotations()
                        .orElseThrow()
                        .getFirst()
                        .urlCitation()
                        .url());
        ChatCompletionTokenLogprob token =
                choice.logprobs().orElseThrow().content().orElseThrow().getFirst();
        assertEquals("ok -0.25", token.token() + " " + token.logprob());
        String blocks = JsonValue.from(choice.message()).toString();
        assertTrue(blocks.contains("hm") && blocks.contains("openrouter:"), blocks);
        assertTrue(upstream.requests().getFirst().bodyText().contains("[card]"));
    }

    @Test
    void readsTheSameFromAStream() {
        String chunk =
                "{\"id\":\"r\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[%s]}";
        upstream.on(
                "POST",
                "/v1/chat/completions",
                Reply.sse(
                        chunk.formatted("{\"index\":0,\"delta\":{\"content\":\"ok\"}," + LOGPROBS + "}"),
                        chunk.formatted("{\"index\":0,\"delta\":{" + SOURCE + "}}"),
                        chunk.formatted("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}"),
                        "[DONE]"));
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        StringBuilder annotations = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(chat())) {
            stream.stream().forEach(each -> {
                accumulator.accumulate(each);
                each.choices().forEach(choice -> annotations.append(JsonValue.from(choice.delta())));
            });
        }
        ChatCompletion.Choice choice = accumulator.chatCompletion().choices().getFirst();
        assertEquals("ok", choice.message().content().orElseThrow());
        assertEquals(1, choice.logprobs().orElseThrow().content().orElseThrow().size());
        assertTrue(annotations.toString().contains("https://x"), annotations.toString());
    }

    private static ChatCompletionCreateParams chat() {
        return ChatCompletionCreateParams.builder()
                .model("m")
                .addUserMessage("my secret")
                .build();
    }
}
