package dev.switchboard.wire.openai.chat;

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
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.TestingWire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatTranslatorTest {
    private static final Media PNG = new Media.Inline("image/png", "AAAA");

    @Test
    void writesEveryOption() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("z", "1");
        labels.put("a", "2");
        ChatRequest request = hello().stream(true)
                .parallelToolCalls(false)
                .maxOutputTokens(10)
                .temperature(1)
                .topP(0.25)
                .frequencyPenalty(-0.5)
                .presencePenalty(2)
                .seed(7)
                .stop(List.of("a", "b"))
                .choices(2)
                .logProbabilities(3)
                .responseFormat(new ResponseFormat.JsonObject())
                .reasoning(reasoning(Optional.empty(), Optional.of("high"), OptionalLong.empty()))
                .user("u")
                .metadata(labels)
                .serviceTier("flex")
                .promptCacheKey("k")
                .modalities(List.of("text", "audio"))
                .extras(Extras.of(Wire.OPENAI_CHAT, Map.of("store", JsonText.FALSE)))
                .build();
        assertEquals("""
                {"model":"gpt","messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_object"},\
                "parallel_tool_calls":false,"max_completion_tokens":10,"temperature":1,"top_p":0.25,\
                "frequency_penalty":-0.5,"presence_penalty":2,"seed":7,"stop":["a","b"],"n":2,"logprobs":true,\
                "top_logprobs":3,"reasoning_effort":"high","modalities":["text","audio"],"user":"u","metadata":{"z":"1","a":"2"},\
                "service_tier":"flex","prompt_cache_key":"k","store":false,"stream":true,\
                "stream_options":{"include_usage":true}}""", body(request, OpenAiQuirks.KNOWN));
    }

    @Test
    void writesEveryKindOfPart() {
        Message message = Message.of(
                Role.USER,
                List.of(
                        new Block.Text("a\n\"b\" é"),
                        new Block.Image(PNG, Optional.of("low"), Annotations.NONE),
                        new Block.Image(remote("https://x/y.png"), Optional.empty(), Annotations.NONE),
                        new Block.Audio(new Media.Inline("audio/mpeg", "BB"), Optional.empty(), Annotations.NONE),
                        new Block.Document(
                                new Media.Inline("application/pdf", "CC"), Optional.of("a.pdf"), Annotations.NONE),
                        new Block.Document(
                                new Media.Stored("file-1", Optional.empty()), Optional.empty(), Annotations.NONE),
                        new Block.Foreign("openai", new JsonText("{ \"type\":\"new\" }"), Annotations.NONE)));
        assertEquals("""
                [{"role":"user","content":[{"type":"text","text":"a\\n\\"b\\" é"},\
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},\
                {"type":"image_url","image_url":{"url":"https://x/y.png"}},\
                {"type":"input_audio","input_audio":{"data":"BB","format":"mp3"}},\
                {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,CC"}},\
                {"type":"file","file":{"file_id":"file-1"}},{ "type":"new" }]}]""", messages(OpenAiQuirks.KNOWN, message));
    }

    @Test
    void writesAnAssistantsTurnAndItsResults() {
        Message turn = Message.of(
                Role.ASSISTANT,
                List.of(
                        new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                        new Block.Text("ok"),
                        use("c1", "{\"x\": 1}", Block.ToolUse.Kind.FUNCTION),
                        use("c2", "free", Block.ToolUse.Kind.CUSTOM)));
        Message results = Message.of(
                Role.USER,
                List.of(
                        new Block.ToolResult("c1", List.of(new Block.Text("42")), false, Annotations.NONE),
                        new Block.ToolResult("c2", List.of(), true, Annotations.NONE),
                        new Block.Text("go on")));
        String calls = """
                "tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"x\\": 1}"}},\
                {"id":"c2","type":"custom","custom":{"name":"f","input":"free"}}]}""";
        String answers = """
                ,{"role":"tool","tool_call_id":"c1","content":"42"},{"role":"tool","tool_call_id":"c2","content":"error"},\
                {"role":"user","content":"go on"}]""";
        assertEquals(
                "[{\"role\":\"assistant\",\"content\":\"ok\"," + calls + answers,
                messages(OpenAiQuirks.KNOWN, turn, results));
        assertEquals(
                "[{\"role\":\"assistant\",\"content\":\"ok\",\"reasoning_content\":\"hm\"," + calls + answers,
                messages(TestingWire.picky(), turn, results));
    }

    @Test
    void writesNoNullForWhatIsAbsent() {
        Message call = Message.of(Role.ASSISTANT, List.of(use("c", "{}", Block.ToolUse.Kind.FUNCTION)));
        Message refusal = Message.of(Role.ASSISTANT, List.of(new Block.Refusal("no", Annotations.NONE)));
        Message empty = Message.of(Role.ASSISTANT, List.of());
        assertEquals("""
                [{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},\
                {"role":"assistant","refusal":"no"},{"role":"assistant","content":""}]""", messages(OpenAiQuirks.KNOWN, call, refusal, empty));
    }

    @Test
    void marksCachesOnlyForServersThatKnowThem() {
        Annotations mark = Annotations.of(Optional.of(new Annotations.CacheMark(Optional.of("1h"))), Extras.NONE);
        Message message = Message.of(Role.DEVELOPER, List.of(new Block.Text("long", mark)));
        assertEquals("[{\"role\":\"developer\",\"content\":\"long\"}]", messages(OpenAiQuirks.KNOWN, message));
        assertEquals("""
                [{"role":"system","content":[{"type":"text","text":"long",\
                "cache_control":{"type":"ephemeral","ttl":"1h"}}]}]""", messages(TestingWire.picky(), message));
    }

    @Test
    void writesToolsAndChoices() {
        Tool function = new Tool.Function(
                "f",
                Optional.of("d"),
                Optional.of(new JsonText("{\"type\":\"object\",\"additionalProperties\":false}")),
                Optional.of(true),
                Annotations.NONE);
        Tool custom = new Tool.Custom(
                "c", Optional.empty(), Optional.of(new JsonText("{\"type\":\"text\"}")), Annotations.NONE);
        Tool own = new Tool.Foreign("openai", new JsonText("{\"type\":\"web_search\"}"));
        ChatRequest.Builder request = hello().tools(List.of(function, custom, own));
        assertContains(request.toolChoice(new ToolChoice.Named("c")), """
                "tools":[{"type":"function","function":{"name":"f","description":"d",\
                "parameters":{"type":"object","additionalProperties":false},"strict":true}},\
                {"type":"custom","custom":{"name":"c","format":{"type":"text"}}},{"type":"web_search"}],\
                "tool_choice":{"type":"custom","custom":{"name":"c"}}""");
        assertContains(
                request.toolChoice(new ToolChoice.Named("f")),
                "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
        assertContains(request.toolChoice(new ToolChoice.Required()), "\"tool_choice\":\"required\"");
        assertContains(request.toolChoice(new ToolChoice.None()), "\"tool_choice\":\"none\"");
        assertContains(request.toolChoice(new ToolChoice.Auto()), "\"tool_choice\":\"auto\"");
    }

    @Test
    void writesASchemaVerbatim() {
        JsonText schema = new JsonText("{\"b\":1, \"a\":1.0}");
        assertContains(
                hello().responseFormat(new ResponseFormat.JsonSchema(
                        Optional.empty(), Optional.empty(), schema, Optional.of(false))),
                """
                "response_format":{"type":"json_schema","json_schema":{"name":"response",\
                "schema":{"b":1, "a":1.0}}}""");
    }

    @Test
    void turnsBudgetsIntoEfforts() {
        assertContains(thinking(Optional.empty(), OptionalLong.of(1_024)), "\"reasoning_effort\":\"low\"");
        assertContains(thinking(Optional.empty(), OptionalLong.of(8_000)), "\"reasoning_effort\":\"medium\"");
        assertContains(thinking(Optional.empty(), OptionalLong.of(30_000)), "\"reasoning_effort\":\"high\"");
        assertContains(
                thinking(Optional.of(Reasoning.Mode.DISABLED), OptionalLong.empty()), "\"reasoning_effort\":\"none\"");
        String adaptive = body(
                thinking(Optional.of(Reasoning.Mode.ADAPTIVE), OptionalLong.empty())
                        .build(),
                OpenAiQuirks.KNOWN);
        assertEquals(body(hello().build(), OpenAiQuirks.KNOWN), adaptive);
    }

    @Test
    void adaptsToAServersQuirks() {
        ChatRequest request = hello().maxOutputTokens(5).stream(true)
                .extras(Extras.of(Wire.OPENAI_CHAT, Map.of("store", JsonText.TRUE)))
                .build();
        assertEquals(
                "{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":5,\"stream\":true}",
                body(request, TestingWire.picky()));
    }

    @Test
    void refusesByNameWhatTheServerCannotDo() {
        assertRefused(hello().topK(3).build(), TestingWire.picky(), "top_k");
        assertRefused(hello().logProbabilities(0).build(), TestingWire.picky(), "logprobs");
        Block video = new Block.Video(remote("https://x/y.mp4"), Annotations.NONE);
        assertRefused(with(video), OpenAiQuirks.KNOWN, "video");
        assertRefused(with(new Block.Image(PNG, Optional.empty(), Annotations.NONE)), TestingWire.picky(), "images");
        assertRefused(hello().stop(List.of("1", "2", "3", "4", "5")).build(), OpenAiQuirks.KNOWN, "at most 4");
        assertRefused(with(new Block.Foreign("gemini", JsonText.NULL, Annotations.NONE)), OpenAiQuirks.KNOWN, "gemini");
        assertRefused(
                with(new Block.Document(remote("https://x/y.pdf"), Optional.empty(), Annotations.NONE)),
                OpenAiQuirks.KNOWN,
                "document");
        assertRefused(
                hello().tools(List.of(new Tool.Foreign("anthropic", JsonText.NULL)))
                        .build(),
                OpenAiQuirks.KNOWN,
                "tools");
    }

    @Test
    void addressesTheServerWithItsCredentials() {
        UpstreamRequest request = translator(OpenAiQuirks.KNOWN).encode(hello().build(), Target.of("p", "gpt"));
        assertEquals(
                "https://api.example.com/v1/chat/completions", request.url().toString());
        assertEquals(Optional.of("Bearer sk-fake-wire"), request.headers().first("authorization"));
        assertEquals(Optional.of("application/json"), request.headers().first("content-type"));
    }

    private static void assertRefused(ChatRequest request, Quirks quirks, String name) {
        GatewayException refused = assertThrows(GatewayException.class, () -> body(request, quirks));
        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
        assertTrue(refused.error().message().contains(name), refused.error().message());
    }

    private static void assertContains(ChatRequest.Builder request, String part) {
        String body = body(request.build(), OpenAiQuirks.KNOWN);
        assertTrue(body.contains(part), body + "\n(expected to contain) " + part);
    }

    private static ChatRequest.Builder thinking(Optional<Reasoning.Mode> mode, OptionalLong budget) {
        return hello().reasoning(reasoning(mode, Optional.empty(), budget));
    }

    private static Reasoning reasoning(Optional<Reasoning.Mode> mode, Optional<String> effort, OptionalLong budget) {
        return new Reasoning(mode, effort, budget, Optional.empty());
    }

    private static Media remote(String url) {
        return new Media.Remote(url, Optional.empty());
    }

    private static Block.ToolUse use(String id, String input, Block.ToolUse.Kind kind) {
        return new Block.ToolUse(id, "f", input, kind, Annotations.NONE);
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")));
    }

    private static ChatRequest with(Block block) {
        return ChatRequest.builder("public", List.of(Message.of(Role.USER, List.of(block))))
                .build();
    }

    private static String messages(Quirks quirks, Message... messages) {
        String body = body(ChatRequest.builder("public", List.of(messages)).build(), quirks);
        return body.substring("{\"model\":\"gpt\",\"messages\":".length(), body.length() - 1);
    }

    private static String body(ChatRequest request, Quirks quirks) {
        return translator(quirks).encode(request, Target.of("p", "gpt")).body().utf8();
    }

    private static ChatTranslator translator(Quirks quirks) {
        return new ChatTranslator(TestingWire.connection(quirks), "/chat/completions");
    }
}
