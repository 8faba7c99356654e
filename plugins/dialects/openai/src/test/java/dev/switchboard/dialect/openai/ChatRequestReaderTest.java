package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatRequestReaderTest {
    private static final Annotations CACHED =
            Annotations.of(Optional.of(new CacheMark(Optional.of("1h"))), Extras.NONE);

    @Test
    void readsEveryParameter() {
        ChatRequest request = read("""
                "messages":[{"role":"user","content":"hi"}],"stream":true,"temperature":0.5,"top_p":1,"top_k":40,
                "frequency_penalty":-0.5,"presence_penalty":2,"seed":-7,"n":3,"stop":["a","\\u00e9"],"user":"u",
                "metadata":{"b":"1","a":"2"},"service_tier":"flex","prompt_cache_key":"k","max_tokens":5,
                "max_completion_tokens":10,"logprobs":true,"top_logprobs":4,"reasoning_effort":"high",
                "parallel_tool_calls":false,"verbosity":"low","store":true,"x":{"b": 1.00, "a":[ ]}""");

        assertEquals("m", request.model());
        assertEquals(true, request.stream());
        assertEquals(0.5, request.temperature().orElseThrow());
        assertEquals(1.0, request.topP().orElseThrow());
        assertEquals(40, request.topK().orElseThrow());
        assertEquals(-0.5, request.frequencyPenalty().orElseThrow());
        assertEquals(2, request.presencePenalty().orElseThrow());
        assertEquals(-7, request.seed().orElseThrow());
        assertEquals(3, request.choices().orElseThrow());
        assertEquals(List.of("a", "é"), request.stop());
        assertEquals(Optional.of("u"), request.user());
        assertEquals(List.of("b", "a"), List.copyOf(request.metadata().keySet()));
        assertEquals(Optional.of("flex"), request.serviceTier());
        assertEquals(Optional.of("k"), request.promptCacheKey());
        assertEquals(10, request.maxOutputTokens().orElseThrow());
        assertEquals(4, request.logProbabilities().orElseThrow());
        assertEquals(Optional.of("high"), request.reasoning().orElseThrow().effort());
        assertEquals(Optional.of(false), request.parallelToolCalls());
        assertEquals(
                "{verbosity=\"low\", store=true, x={\"b\": 1.00, \"a\":[ ]}}",
                request.extras().members().toString(),
                "what is not known stays as it was written");
    }

    @Test
    void readsContentOfEveryKind() {
        ChatRequest request = read("""
                "messages":[
                 {"role":"system","content":[{"type":"text","text":"be kind","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
                 {"role":"developer","content":"briefly","name":"dev"},
                 {"role":"user","content":[
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},
                  {"type":"image_url","image_url":{"url":"https://example.com/a.png"}},
                  {"type":"input_audio","input_audio":{"data":"BBBB","format":"mp3"}},
                  {"type":"file","file":{"file_data":"data:application/pdf;base64,CCCC","filename":"a.pdf"}},
                  {"type":"file","file":{"file_id":"file-1"}},
                  {"type":"video_url","video_url":{"url":"https://example.com/a.mp4"}},
                  {"type":"hologram","data": [1.0]}]}]""");

        List<Message> messages = request.messages();
        assertEquals(List.of(new Block.Text("be kind", CACHED)), messages.get(0).content());
        assertEquals(Role.DEVELOPER, messages.get(1).role());
        assertEquals(Optional.of("dev"), messages.get(1).name());
        assertEquals(
                List.of(
                        new Block.Image(new Media.Inline("image/png", "AAAA"), Optional.of("low"), Annotations.NONE),
                        new Block.Image(
                                new Media.Remote("https://example.com/a.png", Optional.empty()),
                                Optional.empty(),
                                Annotations.NONE),
                        new Block.Audio(new Media.Inline("audio/mp3", "BBBB"), Optional.of("mp3"), Annotations.NONE),
                        new Block.Document(
                                new Media.Inline("application/pdf", "CCCC"), Optional.of("a.pdf"), Annotations.NONE),
                        new Block.Document(
                                new Media.Stored("file-1", Optional.empty()), Optional.empty(), Annotations.NONE),
                        new Block.Video(
                                new Media.Remote("https://example.com/a.mp4", Optional.empty()), Annotations.NONE),
                        new Block.Foreign(
                                "openai", new JsonText("{\"type\":\"hologram\",\"data\": [1.0]}"), Annotations.NONE)),
                messages.get(2).content());
    }

    @Test
    void readsWhatTheAssistantSaid() {
        ChatRequest request = read("""
                "messages":[
                 {"role":"assistant","content":"ok","refusal":"no","reasoning_content":"hm","audio":{"id":"audio_1"},
                  "tool_calls":[
                   {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\": 1}"},"extra_content":{"s":"x"}},
                   {"id":"c2","type":"custom","custom":{"name":"g","input":"free"}}],"annotations":[]},
                 {"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"42"}]},
                 {"role":"assistant","content":null,"reasoning_content":"again","thinking_blocks":[
                  {"type":"thinking","thinking":"again","signature":"sig"},{"type":"redacted_thinking","data":"secret"}]}]""");

        Message first = request.messages().getFirst();
        assertEquals(
                List.of(
                        new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                        new Block.Text("ok"),
                        new Block.Refusal("no", Annotations.NONE),
                        new Block.Audio(
                                new Media.Stored("audio_1", Optional.empty()), Optional.empty(), Annotations.NONE),
                        new Block.ToolUse(
                                "c1",
                                "f",
                                "{\"a\": 1}",
                                Kind.FUNCTION,
                                Annotations.of(Extras.of(
                                        Wire.OPENAI_CHAT, Map.of("extra_content", new JsonText("{\"s\":\"x\"}"))))),
                        new Block.ToolUse("c2", "g", "free", Kind.CUSTOM, Annotations.NONE)),
                first.content());
        assertEquals(
                Map.of("annotations", new JsonText("[]")),
                first.annotations().extras().members());
        assertEquals(
                List.of(new Block.ToolResult("c1", List.of(new Block.Text("42")), false, Annotations.NONE)),
                request.messages().get(1).content());
        assertEquals(
                List.of(
                        new Block.Thinking("again", Optional.of(new Signature("anthropic", "sig")), Annotations.NONE),
                        new Block.RedactedThinking(new Signature("anthropic", "secret"), Annotations.NONE)),
                request.messages().get(2).content());
    }

    @Test
    void readsToolsAndTheChoiceAmongThem() {
        ChatRequest request = read("""
                "messages":[{"role":"user","content":"hi"}],"tools":[
                 {"type":"function","function":{"name":"f","description":"d","parameters":{"b":1.0,"a":2},"strict":true},
                  "cache_control":{"type":"ephemeral"}},
                 {"type":"custom","custom":{"name":"g","format":{"type":"text"}}},
                 {"type":"web_search"}],
                "tool_choice":{"type":"function","function":{"name":"f"}}""");

        assertEquals(
                List.of(
                        new Tool.Function(
                                "f",
                                Optional.of("d"),
                                Optional.of(new JsonText("{\"b\":1.0,\"a\":2}")),
                                Optional.of(true),
                                Annotations.of(Optional.of(new CacheMark(Optional.empty())), Extras.NONE)),
                        new Tool.Custom(
                                "g",
                                Optional.empty(),
                                Optional.of(new JsonText("{\"type\":\"text\"}")),
                                Annotations.NONE),
                        new Tool.Foreign(
                                "openai",
                                new JsonText("{\"type\":\"web_search\"}"),
                                Optional.of(Tool.Hosted.WEB_SEARCH))),
                request.tools());
        assertEquals(Optional.of(new ToolChoice.Named("f")), request.toolChoice());
        assertEquals(Optional.of(new ToolChoice.Required()), choice("\"required\""));
        assertEquals(Optional.of(new ToolChoice.None()), choice("\"none\""));
        assertEquals(Optional.of(new ToolChoice.Auto()), choice("\"auto\""));
        assertEquals(Optional.of(new ToolChoice.Foreign("openai", new JsonText("\"any\""))), choice("\"any\""));
    }

    private static Optional<ToolChoice> choice(String json) {
        return read("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tool_choice\":" + json)
                .toolChoice();
    }

    @Test
    void readsFunctionsFromBeforeThereWereTools() {
        ChatRequest request = read("""
                "functions":[{"name":"f","parameters":{}}],"function_call":{"name":"f"},"messages":[
                 {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
                 {"role":"function","name":"f","content":"42"}]""");

        Block.ToolUse use =
                (Block.ToolUse) request.messages().getFirst().content().getFirst();
        Block.ToolResult result =
                (Block.ToolResult) request.messages().get(1).content().getFirst();
        assertEquals(use.id(), result.toolUseId());
        assertEquals("f", ((Tool.Function) request.tools().getFirst()).name());
        assertEquals(Optional.of(new ToolChoice.Named("f")), request.toolChoice());
    }

    @Test
    void readsTheShapeOfTheAnswer() {
        assertEquals(
                Optional.of(new ResponseFormat.JsonObject()),
                format("{\"type\":\"json_object\"}").responseFormat());
        assertEquals(
                Optional.of(new ResponseFormat.JsonSchema(
                        Optional.of("n"), Optional.empty(), new JsonText("{\"type\":\"object\"}"), Optional.of(false))),
                format("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"},"
                                + "\"strict\":false}}")
                        .responseFormat());
        ChatRequest grammar = format("{\"type\":\"grammar\",\"grammar\":\"x\"}");
        assertEquals(Optional.empty(), grammar.responseFormat());
        assertEquals(
                "{response_format={\"type\":\"grammar\",\"grammar\":\"x\"}}",
                grammar.extras().members().toString());
    }

    private static ChatRequest format(String json) {
        return read("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"response_format\":" + json);
    }

    @Test
    void turnsReasoningOff() {
        ChatRequest request =
                read("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"reasoning_effort\":\"none\"");

        assertEquals(
                Optional.of(Reasoning.Mode.DISABLED),
                request.reasoning().orElseThrow().mode());
    }

    private static ChatRequest read(String members) {
        Bytes body = Bytes.utf8("{\"model\":\"m\"," + members + "}");
        return ChatRequestReader.read(JsonObject.of(JsonDocument.parse(body)));
    }
}
