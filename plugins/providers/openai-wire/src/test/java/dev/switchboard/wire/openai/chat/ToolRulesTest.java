package dev.switchboard.wire.openai.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.HostedTool;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.QuirksBuilder;
import dev.switchboard.wire.openai.TestingWire;
import dev.switchboard.wire.openai.ToolIds;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ToolRulesTest {
    private static final JsonText SEARCH = new JsonText("{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}");

    @Test
    void asksForTheSameSortOfHostedTool() {
        Tool foreign = new Tool.Foreign("anthropic", SEARCH, Optional.of(Tool.Hosted.WEB_SEARCH));
        UpstreamRequest sent = sent(OpenAiQuirks.KNOWN, foreign);
        assertEquals("{}", body(sent).get("web_search_options").text().text());
        assertEquals(0, body(sent).get("tools").elements().size());
        assertEquals(
                List.of("tools was changed: a tool of anthropic became the provider's own of the same sort"),
                sent.changes());
        JsonText own = new JsonText("{\"type\":\"browser_search\"}");
        Quirks groq = new QuirksBuilder()
                .hosted(Tool.Hosted.WEB_SEARCH, new HostedTool(Optional.empty(), own))
                .build();
        assertEquals(
                "[" + own + "]", body(sent(groq, foreign)).get("tools").text().text());
        Tool other = new Tool.Foreign("anthropic", SEARCH);
        assertTrue(refusal(OpenAiQuirks.KNOWN, other).message().contains("anthropic"));
    }

    @Test
    void leavesOutAHostedToolThatTheServerHasNot() {
        UpstreamRequest sent =
                sent(Quirks.UNKNOWN, new Tool.Foreign("anthropic", SEARCH, Optional.of(Tool.Hosted.WEB_SEARCH)));
        assertEquals(0, body(sent).get("tools").elements().size());
        assertEquals(
                List.of("tools was left out: the chosen provider has no tool of the sort WEB_SEARCH"), sent.changes());
    }

    @Test
    void writesItsOwnHostedToolVerbatim() {
        JsonText options = new JsonText("{\"web_search_options\":{\"search_context_size\":\"low\"}}");
        Tool tool = new Tool.Foreign("openai", options, Optional.of(Tool.Hosted.WEB_SEARCH));
        for (Quirks quirks : List.of(OpenAiQuirks.KNOWN, Quirks.UNKNOWN)) {
            UpstreamRequest sent = sent(quirks, tool);
            assertEquals(
                    "{\"search_context_size\":\"low\"}",
                    body(sent).get("web_search_options").text().text());
            assertEquals(List.of(), sent.changes());
        }
    }

    @Test
    void namesTheKeywordThatAStrictSchemaMayNotHave() {
        JsonText schema = new JsonText("""
                {"type":"object","properties":{"if":{"type":"string","enum":["not"]},
                 "list":{"type":"array","items":{"oneOf":[{"type":"string"},{"minLength":1}]}}},
                 "required":["if","list"]}""");
        assertEquals(
                Optional.of("response_format.json_schema.schema.properties.list.items.oneOf"),
                assertThrows(GatewayException.class, () -> sent(OpenAiQuirks.KNOWN, format(schema, Optional.of(true))))
                        .error()
                        .param());
        assertTrue(sent(OpenAiQuirks.KNOWN, format(schema, Optional.of(false)))
                .body()
                .utf8()
                .contains("oneOf"));
        Tool strict =
                new Tool.Function("f", Optional.empty(), Optional.of(schema), Optional.of(true), Annotations.NONE);
        assertTrue(refusal(OpenAiQuirks.KNOWN, strict)
                .message()
                .startsWith("tools.f.parameters.properties.list.items.oneOf"));
    }

    @Test
    void holdsTheModelToASchemaOfAFormatWithoutWishesWhereItCan() {
        JsonText whole = new JsonText(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}");
        JsonText loose = new JsonText("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");
        UpstreamRequest held = sent(OpenAiQuirks.KNOWN, format(whole, Optional.empty()));
        assertTrue(held.body().utf8().contains("\"schema\":" + whole.text() + ",\"strict\":true"));
        assertEquals(List.of(), held.changes());
        UpstreamRequest wish = sent(OpenAiQuirks.KNOWN, format(loose, Optional.empty()));
        assertTrue(wish.body().utf8().contains("\"schema\":" + loose.text() + "}"));
        assertEquals(1, wish.changes().size());
        UpstreamRequest unknown = sent(Quirks.UNKNOWN, format(loose, Optional.empty()));
        assertTrue(unknown.body().utf8().contains("\"schema\":" + loose.text() + ",\"strict\":true"));
    }

    @Test
    void replacesIdsThatTheServerRefuses() {
        ToolIds nine = new ToolIds(Pattern.compile("[a-zA-Z0-9]{9}"), 9);
        assertEquals("abcDEF123", nine.fit("abcDEF123"));
        String fit = nine.fit("toolu_bdrk_01VmA9jmWpws4HgPqjhtGo6i");
        assertTrue(fit.matches("[a-zA-Z0-9]{9}"), fit);
        assertEquals(fit, nine.fit("toolu_bdrk_01VmA9jmWpws4HgPqjhtGo6i"));
        String longId = "call_" + "x".repeat(60);
        UpstreamRequest sent = sent(
                OpenAiQuirks.KNOWN,
                ChatRequest.builder(
                                "public",
                                List.of(
                                        Message.of(
                                                Role.ASSISTANT,
                                                List.of(new Block.ToolUse(
                                                        longId,
                                                        "f",
                                                        "{}",
                                                        Block.ToolUse.Kind.FUNCTION,
                                                        Annotations.NONE))),
                                        result(longId, new Block.Text("1"))))
                        .build());
        List<JsonValue> messages = body(sent).get("messages").elements();
        String call = messages.get(0)
                .get("tool_calls")
                .elements()
                .getFirst()
                .string("id")
                .orElse("");
        assertEquals(Optional.of(call), messages.get(1).string("tool_call_id"));
        assertEquals(32, call.length());
    }

    @Test
    void showsWhatToolsAnsweredBesideText() {
        Block image = new Block.Image(new Media.Inline("image/png", "AA"), Optional.empty(), Annotations.NONE);
        ChatRequest request = ChatRequest.builder(
                        "public",
                        List.of(
                                result("a", new Block.Text("seen"), image),
                                result("b", image),
                                Message.of(Role.USER, "so?")))
                .build();
        String shown = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\"}}";
        assertEquals(
                """
                [{"role":"tool","tool_call_id":"a","content":"seen"},\
                {"role":"tool","tool_call_id":"b","content":"see the next message"},\
                {"role":"user","content":[%s,%s]},{"role":"user","content":"so?"}]""".formatted(shown, shown),
                body(sent(OpenAiQuirks.KNOWN, request)).get("messages").text().text());
    }

    @Test
    void putsReasoningAndDocumentsWhereMistralHasThem() {
        Quirks mistral = Quirks.UNKNOWN.toBuilder()
                .reasoningInput(Quirks.CONTENT)
                .documentParts(true)
                .documentUrls(true)
                .build();
        ChatRequest request = ChatRequest.builder(
                        "public",
                        List.of(
                                Message.of(
                                        Role.USER,
                                        List.of(
                                                document(
                                                        new Media.Inline("application/pdf", "AA"),
                                                        Optional.of("a.pdf")),
                                                document(
                                                        new Media.Remote("https://x.example/b.pdf", Optional.empty()),
                                                        Optional.empty()))),
                                Message.of(
                                        Role.ASSISTANT,
                                        List.of(
                                                new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                                                new Block.Text("ok")))))
                .build();

        assertEquals("""
                [{"role":"user","content":[\
                {"type":"document_url","document_url":"data:application/pdf;base64,AA","document_name":"a.pdf"},\
                {"type":"document_url","document_url":"https://x.example/b.pdf","document_name":"document"}]},\
                {"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},\
                {"type":"text","text":"ok"}]}]""", body(sent(mistral, request)).get("messages").text().text());
    }

    private static Block document(Media media, Optional<String> name) {
        return new Block.Document(media, name, Annotations.NONE);
    }

    private static Message result(String id, Block... content) {
        return Message.of(Role.TOOL, List.of(new Block.ToolResult(id, List.of(content), false, Annotations.NONE)));
    }

    private static ChatRequest format(JsonText schema, Optional<Boolean> strict) {
        return hello().responseFormat(new ResponseFormat.JsonSchema(Optional.of("s"), Optional.empty(), schema, strict))
                .build();
    }

    private static GatewayError refusal(Quirks quirks, Tool tool) {
        return assertThrows(GatewayException.class, () -> sent(quirks, tool)).error();
    }

    private static JsonValue body(UpstreamRequest sent) {
        return JsonValue.parse(sent.body());
    }

    private static UpstreamRequest sent(Quirks quirks, Tool tool) {
        return sent(quirks, hello().tools(List.of(tool)).build());
    }

    private static UpstreamRequest sent(Quirks quirks, ChatRequest request) {
        return new ChatTranslator(TestingWire.connection(quirks), "/chat/completions")
                .encode(request, Target.of("p", "gpt"));
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")));
    }
}
