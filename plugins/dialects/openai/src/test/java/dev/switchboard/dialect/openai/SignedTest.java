package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a caller must get and send back: signatures; what hangs on text; and what has no place in this format. */
class SignedTest {
    private static final Signature GEMINI = new Signature("gemini", "a+b/c==");
    private static final Block.ToolUse CALL =
            new Block.ToolUse("c1", "f", "{}", Block.ToolUse.Kind.FUNCTION, Annotations.signed(GEMINI));

    @Test
    void bringsSignaturesBackFromAPlainClient() {
        List<Block> said = List.of(
                new Block.Thinking("hm", Optional.of(new Signature("anthropic", "s")), Annotations.NONE),
                new Block.Thinking("ah", Optional.of(new Signature("openrouter", "{\"type\":1}")), Annotations.NONE),
                new Block.RedactedThinking(new Signature("openai", "enc"), Annotations.NONE),
                new Block.Text("ok", Annotations.signed(GEMINI)),
                CALL);
        String message = message(reply(said));
        assertTrue(message.contains("\"signature\":\"s\"") && message.contains("\"gemini:a+b/c==\""), message);
        String body = "{\"model\":\"m\",\"messages\":[" + message
                + ",{\"role\":\"tool\",\"content\":\"1\",\"tool_call_id\":\""
                + CALL.annotations().signature().orElseThrow().inId("c1") + "\"}]}";
        List<Message> read = call(body).request().messages();
        assertEquals(said, read.get(0).content());
        assertEquals("c1", ((Block.ToolResult) read.get(1).content().getFirst()).toolUseId());
    }

    @Test
    void streamsTheSame() {
        ChatResponse reply = reply(List.of(
                new Block.Text(
                        "ok", List.of(citation(OptionalInt.of(0), OptionalInt.of(1))), Annotations.signed(GEMINI)),
                CALL));
        TestingClient client = new TestingClient();
        StreamEncoder<ChatEvent> encoder = new ChatEndpoint().encoder(call());
        ChatEvents.of(reply).forEach(event -> client.receive(encoder.encode(event)));
        client.receive(encoder.end());
        String streamed = client.choices().get(0).message.toString();
        assertTrue(streamed.contains("gemini:a+b/c==") && streamed.contains(GEMINI.inId("c1")), streamed);
        assertTrue(streamed.contains("url_citation"), streamed);
    }

    @Test
    void readsGeminisOwnField() {
        List<Block> content = call("""
                        {"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"c1","type":"function",
                         "function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"a+b/c=="}}}]}]}""").request().messages().getFirst().content();
        assertEquals(List.of(CALL), content);
    }

    @Test
    void writesSourcesFromTheBeginningOfTheWholeText() {
        String message = message(reply(List.of(
                new Block.Text("0123"),
                new Block.Text(
                        "56",
                        List.of(
                                citation(OptionalInt.of(1), OptionalInt.of(2)),
                                citation(OptionalInt.empty(), OptionalInt.empty())),
                        Annotations.NONE))));
        assertTrue(message.contains("""
                "annotations":[{"type":"url_citation","url_citation":{"start_index":5,"end_index":6,"url":"https://x",\
                "title":"X"}},{"type":"url_citation","url_citation":{"start_index":4,"end_index":6,"url":"https://x",\
                "title":"X"}}]"""), message);
    }

    @Test
    void keepsAnAnnotationOfThisFormatAsItWas() {
        JsonText original = new JsonText("{\"type\":\"file\",\"file\":{ \"hash\":1 }}");
        Citation own = new Citation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(new Citation.Original("openai", original)));
        String message = message(reply(List.of(new Block.Text("ok", List.of(own), Annotations.NONE))));
        assertTrue(message.contains("\"annotations\":[" + original + "]"), message);
    }

    @Test
    void writesProbabilities() {
        TokenProbability other = new TokenProbability("a", -1.5, Optional.empty(), List.of());
        List<TokenProbability> tokens =
                List.of(new TokenProbability("é", -0.5, Optional.of(Bytes.utf8("é")), List.of(other)));
        String list = """
                [{"token":"é","logprob":-0.5,"bytes":[195,169],"top_logprobs":[{"token":"a","logprob":-1.5,"bytes":null}]}]""";
        assertTrue(write(call(), List.of(new Block.Text("é")), tokens)
                .contains("\"logprobs\":{\"content\":" + list + ",\"refusal\":null}"));
        assertTrue(write(call(), List.of(new Block.Refusal("é", Annotations.NONE)), tokens)
                .contains("\"logprobs\":{\"content\":null,\"refusal\":" + list + "}"));
        StreamEncoder<ChatEvent> encoder = new ChatEndpoint().encoder(call());
        encoder.encode(new ChatEvent.Started("r", "m", Instant.EPOCH, Extras.NONE));
        assertTrue(encoder.encode(new ChatEvent.ProbabilitiesReported(0, tokens))
                .utf8()
                .contains("\"logprobs\":{\"content\":" + list));
    }

    @Test
    void saysWhatHasNoPlaceInThisFormat() {
        Block foreign =
                new Block.Foreign("anthropic", new JsonText("{\"type\":\"server_tool_use\"}"), Annotations.NONE);
        Call<ChatRequest> call = call();
        assertFalse(
                write(call, List.of(foreign, new Block.Text("ok")), List.of()).contains("server_tool_use"));
        assertEquals(
                List.of("server_tool_use was left out: only the format of anthropic can say it"),
                call.changes().list());
        Call<ChatRequest> streamed = call();
        StreamEncoder<ChatEvent> encoder = new ChatEndpoint().encoder(streamed);
        encoder.encode(new ChatEvent.Started("r", "m", Instant.EPOCH, Extras.NONE));
        encoder.encode(new ChatEvent.BlockStarted(0, 0, foreign));
        encoder.encode(new ChatEvent.Foreign("gemini", JsonText.NULL));
        encoder.encode(new ChatEvent.BlockStarted(0, 1, CALL));
        encoder.encode(new ChatEvent.BlockDelta(0, 1, new Delta.Signed(GEMINI)));
        assertEquals(
                3, streamed.changes().list().size(), streamed.changes().list().toString());
    }

    @Test
    void writesAPartThatOnlyThisFormatKnows() {
        Block own = new Block.Foreign("openai", new JsonText("{\"type\":\"reference\"}"), Annotations.NONE);
        assertTrue(message(reply(List.of(new Block.Text("ok"), own)))
                .contains("\"content\":[{\"type\":\"text\",\"text\":\"ok\"},{\"type\":\"reference\"}]"));
    }

    @Test
    void readsHostedToolsAndModalities() {
        ChatRequest request = call("""
                        {"model":"m","messages":[],"web_search_options":{"search_context_size":"low"},"modalities":["text","image"],
                         "tools":[{"type":"web_search_20250305","name":"web_search"},{"type":"code_interpreter"},{"type":"other"}]}""").request();
        assertEquals(
                List.of(
                        Optional.of(Tool.Hosted.WEB_SEARCH),
                        Optional.of(Tool.Hosted.CODE_EXECUTION),
                        Optional.empty(),
                        Optional.of(Tool.Hosted.WEB_SEARCH)),
                request.tools().stream()
                        .map(tool -> ((Tool.Foreign) tool).hosted())
                        .toList());
        assertEquals(
                "{\"web_search_options\":{\"search_context_size\":\"low\"}}",
                ((Tool.Foreign) request.tools().getLast()).json().text());
        assertEquals(List.of("text", "image"), request.modalities());
        assertTrue(request.extras().isEmpty());
    }

    private static Citation citation(OptionalInt start, OptionalInt end) {
        return new Citation(Optional.of("https://x"), Optional.of("X"), Optional.empty(), start, end, Optional.empty());
    }

    private static ChatResponse reply(List<Block> content) {
        return reply(content, List.of());
    }

    private static ChatResponse reply(List<Block> content, List<TokenProbability> tokens) {
        ChatResponse.Choice choice =
                new ChatResponse.Choice(0, content, StopReason.END_TURN, Optional.empty(), tokens, Extras.NONE);
        return new ChatResponse("r", "m", Instant.EPOCH, List.of(choice), Usage.none(), Extras.NONE);
    }

    private static String message(ChatResponse reply) {
        Bytes body = new ChatEndpoint().write(reply, call()).body();
        return JsonValue.parse(body)
                .get("choices")
                .elements()
                .getFirst()
                .get("message")
                .text()
                .text();
    }

    private static String write(Call<ChatRequest> call, List<Block> content, List<TokenProbability> tokens) {
        return new ChatEndpoint().write(reply(content, tokens), call).body().utf8();
    }

    private static Call<ChatRequest> call() {
        return call("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}");
    }

    private static Call<ChatRequest> call(String body) {
        return new RequestHead(Bytes.utf8(body)).toCall(TestingRequest.to("/"), ChatRequestReader::read);
    }
}
