package dev.switchboard.provider.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTranslatorTest {
    private final Translator<ChatRequest, ChatResponse, ChatEvent> translator =
            translator(Optional.empty(), Optional.empty());

    private static Translator<ChatRequest, ChatResponse, ChatEvent> translator(
            Optional<Integer> window, Optional<String> keepAlive) {
        OllamaConfig config =
                new OllamaConfig(URI.create("http://localhost:11434"), Optional.empty(), window, keepAlive, Map.of());
        return new OllamaProviderFactory()
                .create("ollama", config, TestingContext.in(Path.of("")))
                .abilities()
                .translator(Operation.CHAT)
                .orElseThrow();
    }

    private static ChatRequest.Builder chat(Message... messages) {
        return ChatRequest.builder("public", List.of(messages));
    }

    private static ChatRequest.Builder hi() {
        return chat(Message.of(Role.USER, "Hi"));
    }

    private static Message says(Role role, Block... blocks) {
        return Message.of(role, List.of(blocks));
    }

    private static Block picture() {
        return new Block.Image(new Media.Inline("image/png", "AQ=="), Optional.empty(), Annotations.NONE);
    }

    private static Block use(String id, String name, String input) {
        return new Block.ToolUse(id, name, input, Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
    }

    private static Tool function(String name) {
        return new Tool.Function(name, Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE);
    }

    private UpstreamRequest encode(ChatRequest.Builder request) {
        return translator.encode(request.build(), Target.of("ollama", "up"));
    }

    private static String after(String mark, UpstreamRequest sent) {
        String body = sent.body().utf8();
        assertTrue(body.contains(mark), body);
        return body.substring(body.indexOf(mark));
    }

    @Test
    void writesAConversationWithTools() {
        UpstreamRequest sent = encode(chat(
                says(Role.DEVELOPER, new Block.Text("Be brief")),
                says(Role.USER, new Block.Text("What is this?"), picture()),
                says(
                        Role.ASSISTANT,
                        new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                        new Block.Text("I will look."),
                        use("t-1", "look", "{\"zoom\": 2}"),
                        use("t-2", "sniff", "")),
                says(Role.TOOL, new Block.ToolResult("t-1", List.of(new Block.Text("a cat")), false, Annotations.NONE)),
                says(Role.TOOL, new Block.ToolResult("t-2", List.of(picture()), false, Annotations.NONE))));

        assertEquals(
                "{\"model\":\"up\",\"stream\":false,\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"Be brief\"},"
                        + "{\"role\":\"user\",\"content\":\"What is this?\",\"images\":[\"AQ==\"]},"
                        + "{\"role\":\"assistant\",\"content\":\"I will look.\",\"thinking\":\"hm\",\"tool_calls\":["
                        + "{\"function\":{\"name\":\"look\",\"arguments\":{\"zoom\": 2}}},"
                        + "{\"function\":{\"name\":\"sniff\",\"arguments\":{}}}]},"
                        + "{\"role\":\"tool\",\"content\":\"a cat\",\"tool_name\":\"look\"},"
                        + "{\"role\":\"tool\",\"content\":\"see the next message\",\"tool_name\":\"sniff\"},"
                        + "{\"role\":\"user\",\"content\":\"\",\"images\":[\"AQ==\"]}]}",
                sent.body().utf8());
        assertEquals(List.of(), sent.changes());
        assertEquals(Framing.NDJSON, sent.framing());
        assertEquals("http://localhost:11434/api/chat", sent.url().toString());
    }

    @Test
    void putsParametersAmongTheOptions() {
        UpstreamRequest sent = encode(hi().maxOutputTokens(9)
                .temperature(0.5)
                .topP(0.9)
                .topK(5)
                .seed(7)
                .stop(List.of("END"))
                .logProbabilities(2)
                .responseFormat(new ResponseFormat.JsonSchema(
                        Optional.of("n"), Optional.empty(), new JsonText("{\"type\":\"object\"}"), Optional.empty())));

        assertEquals(
                ",\"format\":{\"type\":\"object\"},\"logprobs\":true,\"top_logprobs\":2,\"options\":{\"num_predict\":9,"
                        + "\"temperature\":0.5,\"top_p\":0.9,\"top_k\":5,\"seed\":7,\"stop\":[\"END\"]}}",
                after(",\"format\"", sent));
    }

    @Test
    void callersOverruleTheOperatorAndParametersOverruleOptions() {
        ChatRequest request = hi().temperature(0.5)
                .extras(Extras.of(
                        Wire.OPENAI_CHAT,
                        Map.of("options", new JsonText("{\"num_ctx\":9,\"temperature\":1,\"mirostat\":2}"))))
                .build();
        UpstreamRequest sent =
                translator(Optional.of(16_384), Optional.of("30m")).encode(request, Target.of("ollama", "up"));
        UpstreamRequest plain =
                translator(Optional.of(16_384), Optional.of("30m")).encode(hi().build(), Target.of("ollama", "up"));

        assertEquals(
                ",\"options\":{\"num_ctx\":9,\"temperature\":0.5,\"mirostat\":2},\"keep_alive\":\"30m\"}",
                after(",\"options\"", sent));
        assertEquals(",\"options\":{\"num_ctx\":16384},\"keep_alive\":\"30m\"}", after(",\"options\"", plain));
        assertEquals(List.of(), sent.changes());
    }

    @ParameterizedTest
    @CsvSource({"minimal,'\"low\"'", "low,'\"low\"'", "medium,'\"medium\"'", "xhigh,'\"high\"'", "none,false"})
    void effortIsALevel(String effort, String think) {
        UpstreamRequest sent = encode(hi().reasoning(
                        new Reasoning(Optional.empty(), Optional.of(effort), OptionalLong.empty(), Optional.empty())));

        assertEquals(",\"think\":" + think + "}", after(",\"think\"", sent));
    }

    @Test
    void thinkingWithoutALevelIsOnOrOff() {
        for (Reasoning.Mode mode : List.of(Reasoning.Mode.ENABLED, Reasoning.Mode.DISABLED)) {
            UpstreamRequest sent = encode(hi().reasoning(new Reasoning(
                    Optional.of(mode), Optional.empty(), OptionalLong.empty(), Optional.empty())));

            assertEquals(",\"think\":" + (mode == Reasoning.Mode.ENABLED) + "}", after(",\"think\"", sent));
        }
    }

    @Test
    void offersOnlyWhatMayBeUsed() {
        List<Tool> tools = List.of(function("a"), function("b"));
        UpstreamRequest named = encode(hi().tools(tools).toolChoice(new ToolChoice.Named("b")));
        UpstreamRequest none = encode(hi().tools(tools).toolChoice(new ToolChoice.None()));
        UpstreamRequest required = encode(hi().tools(tools).toolChoice(new ToolChoice.Required()));

        assertEquals(
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"b\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{}}}}]}",
                after(",\"tools\"", named));
        assertEquals(
                List.of("tool_choice was changed: only the named tool is offered; Ollama cannot demand it"),
                named.changes());
        assertTrue(!none.body().utf8().contains("tools"), none.body().utf8());
        assertEquals(List.of("tool_choice was left out: Ollama cannot demand that a tool is used"), required.changes());
    }

    @Test
    void reasoningThatOthersSignedStaysBehind() {
        UpstreamRequest sent = encode(chat(says(
                Role.ASSISTANT,
                new Block.Thinking("hm", Optional.of(new Signature("anthropic", "sig")), Annotations.NONE),
                new Block.Text("Hi"))));

        assertEquals(",\"messages\":[{\"role\":\"assistant\",\"content\":\"Hi\"}]}", after(",\"messages\"", sent));
        assertEquals(
                List.of("messages was left out: reasoning that another provider signed or encrypted"), sent.changes());
    }

    @Test
    void argumentsThatAreNoObjectAreNamed() {
        GatewayException refused = assertThrows(
                GatewayException.class, () -> encode(chat(says(Role.ASSISTANT, use("t-1", "look", "{\"zoom\":")))));

        assertTrue(
                refused.error().message().contains("the arguments of the call t-1"),
                refused.error().message());
    }

    private ChatResponse stream(String... lines) {
        StreamDecoder<ChatEvent> decoder = translator.decoder(hi().build());
        ChatAccumulator whole = new ChatAccumulator();
        for (String line : lines) {
            decoder.decode(UpstreamEvent.sse(line)).forEach(whole::add);
        }
        decoder.end().forEach(whole::add);
        return whole.response();
    }

    private static String line(String message, String more) {
        return "{\"model\":\"m\",\"created_at\":\"2025-08-20T13:48:23.241046Z\",\"message\":{\"role\":\"assistant\","
                + message + "}" + more + "}";
    }

    @Test
    void thoughtsTextAndToolsAreBlocksEach() {
        String last = ",\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":2";
        ChatResponse response = stream(
                line("\"content\":\"\",\"thinking\":\"h\"", ",\"done\":false"),
                line("\"content\":\"\",\"thinking\":\"m\"", ",\"done\":false"),
                line("\"content\":\"Wait.\"", ",\"done\":false"),
                line(
                        "\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"a\",\"arguments\":{\"n\":1}}},"
                                + "{\"id\":\"own\",\"function\":{\"name\":\"b\",\"arguments\":{}}}]",
                        ",\"done\":false"),
                line("\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"c\",\"arguments\":{}}}]", last));

        ChatResponse.Choice choice = response.choices().getFirst();
        List<Block> blocks = choice.content();
        assertEquals(new Block.Thinking("hm", Optional.empty(), Annotations.NONE), blocks.get(0));
        assertEquals(new Block.Text("Wait."), blocks.get(1));
        assertEquals(
                List.of("a {\"n\":1}", "b {}", "c {}"),
                blocks.subList(2, 5).stream()
                        .map(Block.ToolUse.class::cast)
                        .map(each -> each.name() + " " + each.input())
                        .toList());
        assertEquals(
                List.of("call_dc7aw68acpv4_0", "own", "call_dc7aw68acpv4_2"),
                blocks.subList(2, 5).stream()
                        .map(each -> ((Block.ToolUse) each).id())
                        .toList());
        assertEquals(StopReason.TOOL_USE, choice.stopReason());
        assertEquals(7, response.usage().totalTokens());
    }

    @Test
    void anErrorAmongTheLinesHasFailed() {
        StreamDecoder<ChatEvent> decoder = translator.decoder(hi().build());

        ChatEvent event = decoder.decode(UpstreamEvent.sse("{\"error\":\"an error was encountered while running\"}"))
                .getFirst();

        assertEquals(
                "an error was encountered while running",
                event.failure().orElseThrow().message());
    }

    @Test
    void readsHowLikelyTokensWere() {
        ChatResponse response = translator.decode(
                new UpstreamReply(
                        200,
                        Headers.none(),
                        Bytes.utf8(line(
                                "\"content\":\"Hi\"",
                                ",\"done\":true,\"done_reason\":\"length\",\"logprobs\":[{\"token\":\"Hi\",\"logprob\":-0.5,"
                                        + "\"top_logprobs\":[{\"token\":\"Ho\",\"logprob\":-1}]}]"))),
                hi().build());

        ChatResponse.Choice choice = response.choices().getFirst();
        assertEquals(StopReason.MAX_TOKENS, choice.stopReason());
        assertEquals(-0.5, choice.probabilities().getFirst().logProbability());
        assertEquals(
                "Ho",
                choice.probabilities().getFirst().alternatives().getFirst().token());
    }
}
