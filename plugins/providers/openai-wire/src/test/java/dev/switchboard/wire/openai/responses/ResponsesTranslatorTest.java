package dev.switchboard.wire.openai.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.TestingWire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResponsesTranslatorTest {
    private static final ResponsesTranslator TRANSLATOR = new ResponsesTranslator(TestingWire.openAi(), "/responses");

    private static UpstreamRequest encode(ChatRequest.Builder request) {
        return TRANSLATOR.encode(request.build(), Target.of("openai", "gpt-4.1"));
    }

    private static String body(ChatRequest.Builder request) {
        return encode(request).body().utf8();
    }

    private static ChatRequest.Builder chat(Message... messages) {
        return ChatRequest.builder("public", List.of(messages));
    }

    private static Message said(Role role, Block... blocks) {
        return Message.of(role, List.of(blocks));
    }

    private static Block use(String id, String name, String input, Block.ToolUse.Kind kind) {
        return new Block.ToolUse(id, name, input, kind, Annotations.NONE);
    }

    @Test
    void aPlainChatIsShort() {
        UpstreamRequest sent = encode(chat(Message.of(Role.SYSTEM, "Be brief"), Message.of(Role.USER, "Hi")));
        assertEquals("https://api.example.com/v1/responses", sent.url().toString());
        assertEquals(
                "{\"model\":\"gpt-4.1\",\"input\":[{\"type\":\"message\",\"role\":\"system\",\"content\":\"Be brief\"},"
                        + "{\"type\":\"message\",\"role\":\"user\",\"content\":\"Hi\"}],\"store\":false,"
                        + "\"include\":[\"reasoning.encrypted_content\"]}",
                sent.body().utf8());
        assertEquals(List.of(), sent.changes());
    }

    @Test
    void aTurnWithToolsIsItems() {
        String body = body(chat(
                said(
                        Role.ASSISTANT,
                        new Block.Thinking("So", Optional.of(new Signature("openai", "sealed")), Annotations.NONE),
                        new Block.Text("Let me see"),
                        use("call_1", "f", "", Block.ToolUse.Kind.FUNCTION),
                        use("call_2", "c", "free text", Block.ToolUse.Kind.CUSTOM)),
                said(
                        Role.TOOL,
                        new Block.ToolResult("call_1", List.of(new Block.Text("1")), false, Annotations.NONE),
                        new Block.ToolResult("call_2", List.of(), true, Annotations.NONE))));
        assertTrue(
                body.contains("[{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"So\"}],"
                        + "\"encrypted_content\":\"sealed\"},"
                        + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Let me see\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"custom_tool_call\",\"call_id\":\"call_2\",\"name\":\"c\",\"input\":\"free text\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"1\"},"
                        + "{\"type\":\"custom_tool_call_output\",\"call_id\":\"call_2\",\"output\":\"error\"}]"),
                body);
    }

    @Test
    void onlyWhatThisFamilySealedGoesBack() {
        UpstreamRequest sent = encode(chat(
                Message.of(Role.USER, "Hi"),
                said(
                        Role.ASSISTANT,
                        new Block.Thinking("So", Optional.of(new Signature("anthropic", "a")), Annotations.NONE),
                        new Block.RedactedThinking(new Signature("gemini", "g"), Annotations.NONE),
                        new Block.Thinking("plain", Optional.empty(), Annotations.NONE),
                        new Block.RedactedThinking(new Signature("openai", "o"), Annotations.NONE))));
        assertTrue(
                sent.body().utf8().contains("{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"o\"}]"),
                sent.body().utf8());
        assertEquals(3, sent.changes().size(), sent.changes().toString());
        assertTrue(
                sent.changes().getFirst().contains("anthropic"), sent.changes().toString());
    }

    @Test
    void mediaHasItsParts() {
        String body = body(chat(said(
                Role.USER,
                new Block.Text("Look"),
                new Block.Image(new Media.Inline("image/png", "AAAA"), Optional.of("low"), Annotations.NONE),
                new Block.Image(
                        new Media.Remote("https://example.com/a.png", Optional.empty()),
                        Optional.empty(),
                        Annotations.NONE),
                new Block.Document(new Media.Inline("application/pdf", "AAAA"), Optional.of("a.pdf"), Annotations.NONE),
                new Block.Document(new Media.Stored("file-1", Optional.empty()), Optional.empty(), Annotations.NONE))));
        assertTrue(
                body.contains("\"content\":[{\"type\":\"input_text\",\"text\":\"Look\"},"
                        + "{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AAAA\",\"detail\":\"low\"},"
                        + "{\"type\":\"input_image\",\"image_url\":\"https://example.com/a.png\",\"detail\":\"auto\"},"
                        + "{\"type\":\"input_file\",\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,AAAA\"},"
                        + "{\"type\":\"input_file\",\"file_id\":\"file-1\"}]"),
                body);
    }

    @Test
    void optionsHaveTheirNames() {
        String body = body(chat(Message.of(Role.USER, "Hi")).stream(true)
                .maxOutputTokens(64)
                .temperature(0.5)
                .logProbabilities(2)
                .parallelToolCalls(false)
                .user("user-1")
                .metadata(Map.of("a", "b"))
                .responseFormat(new ResponseFormat.JsonSchema(
                        Optional.of("answer"),
                        Optional.empty(),
                        new JsonText("{\"type\":\"object\",\"additionalProperties\":false}"),
                        Optional.of(true)))
                .reasoning(new Reasoning(
                        Optional.of(Reasoning.Mode.ENABLED),
                        Optional.empty(),
                        OptionalLong.of(9_000),
                        Optional.empty())));
        assertTrue(
                body.endsWith(
                        "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\",\"schema\":{\"type\":\"object\",\"additionalProperties\":false},"
                                + "\"strict\":true}},\"reasoning\":{\"effort\":\"high\",\"summary\":\"auto\"},"
                                + "\"parallel_tool_calls\":false,\"max_output_tokens\":64,\"temperature\":0.5,\"top_logprobs\":2,"
                                + "\"user\":\"user-1\",\"metadata\":{\"a\":\"b\"},\"store\":false,"
                                + "\"include\":[\"reasoning.encrypted_content\",\"message.output_text.logprobs\"],\"stream\":true}"),
                body);
    }

    @Test
    void toolsAreFlat() {
        Tool grammar = new Tool.Custom(
                "c",
                Optional.empty(),
                Optional.of(new JsonText(
                        "{\"type\":\"grammar\",\"grammar\":{\"syntax\":\"lark\",\"definition\":\"start: /x/\"}}")),
                Annotations.NONE);
        Tool search = new Tool.Foreign(
                "anthropic", new JsonText("{\"type\":\"web_search_20250305\"}"), Optional.of(Tool.Hosted.WEB_SEARCH));
        Tool function = new Tool.Function("f", Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE);
        Tool strict = new Tool.Function("g", Optional.empty(), Optional.empty(), Optional.of(true), Annotations.NONE);
        String body = body(chat(Message.of(Role.USER, "Hi"))
                .tools(List.of(function, strict, grammar, search))
                .toolChoice(new ToolChoice.Named("c")));
        assertTrue(
                body.contains("\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{}},\"strict\":false},"
                        + "{\"type\":\"function\",\"name\":\"g\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{},\"additionalProperties\":false},\"strict\":true},"
                        + "{\"type\":\"custom\",\"name\":\"c\",\"format\":{\"type\":\"grammar\",\"syntax\":\"lark\","
                        + "\"definition\":\"start: /x/\"}},{\"type\":\"web_search\"}],"
                        + "\"tool_choice\":{\"type\":\"custom\",\"name\":\"c\"}"),
                body);
    }

    @Test
    void whatTheFormatLacksIsRefusedByName() {
        assertRefused("stop", chat(Message.of(Role.USER, "Hi")).stop(List.of("END")));
        assertRefused("n", chat(Message.of(Role.USER, "Hi")).choices(2));
        Tool computer = new Tool.Foreign("anthropic", new JsonText("{\"type\":\"computer\"}"));
        assertRefused("tools", chat(Message.of(Role.USER, "Hi")).tools(List.of(computer)));
        Block foreign = new Block.Foreign("anthropic", new JsonText("{\"type\":\"x\"}"), Annotations.NONE);
        assertRefused("messages", chat(said(Role.USER, foreign)));
    }

    @Test
    void saysMembersOfChatRequestsThatItHasToo() {
        Map<String, JsonText> members = new LinkedHashMap<>();
        members.put("verbosity", JsonText.string("low"));
        members.put("store", JsonText.TRUE);
        members.put("logit_bias", new JsonText("{\"5\":1}"));
        UpstreamRequest sent = encode(chat(Message.of(Role.USER, "Hi")).extras(Extras.of(Wire.OPENAI_CHAT, members)));
        assertTrue(
                sent.body().utf8().contains("\"text\":{\"verbosity\":\"low\"}"),
                sent.body().utf8());
        assertTrue(sent.body().utf8().contains("\"store\":true"), sent.body().utf8());
        assertEquals(
                List.of("logit_bias was left out: only the format openai.chat has it, not the chosen provider"),
                sent.changes());
    }

    private static void assertRefused(String field, ChatRequest.Builder request) {
        GatewayException refusal = assertThrows(GatewayException.class, () -> encode(request));
        assertEquals(Optional.of(field), refusal.error().param());
    }

    @Test
    void reasoningModelsGetNoTemperature() {
        ChatRequest request = chat(Message.of(Role.USER, "Hi")).temperature(0.5).build();
        UpstreamRequest sent = TRANSLATOR.encode(request, Target.of("openai", "o3-pro"));
        assertEquals(1, sent.changes().size(), sent.changes().toString());
        assertTrue(!sent.body().utf8().contains("temperature"), sent.body().utf8());
    }

    @Test
    void theModelsThatHaveNothingElseAreKnown() {
        for (String model : List.of(
                "gpt-5-codex",
                "gpt-5.1-codex-max",
                "codex-mini-latest",
                "o1-pro",
                "o3-pro-2025-06-10",
                "gpt-5-pro",
                "gpt-5.2-pro-2025-12-11",
                "o4-mini-deep-research",
                "computer-use-preview")) {
            assertTrue(ResponsesModels.contains(model), model);
        }
        for (String model : List.of("gpt-5", "gpt-4o", "gpt-5-mini", "o3", "gpt-4.1-nano", "my-product")) {
            assertTrue(!ResponsesModels.contains(model), model);
        }
    }
}
