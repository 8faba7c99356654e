package dev.switchboard.provider.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.framing.AwsFrames;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseReplyTest {
    @TempDir
    Path directory;

    private Translator<ChatRequest, ChatResponse, ChatEvent> chat() {
        return TestingBedrock.provider(directory, Optional.empty())
                .abilities()
                .translator(Operation.CHAT)
                .orElseThrow();
    }

    private static UpstreamReply reply(String content, String rest) {
        String body = "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[" + content + "]}}," + rest + "}";
        return new UpstreamReply(200, Headers.of("x-amzn-requestid", "r-1"), Bytes.utf8(body));
    }

    private ChatResponse whole(String content, String rest) {
        return chat().decode(reply(content, rest));
    }

    private ChatResponse streamed(Bytes... frames) {
        StreamDecoder<ChatEvent> decoder = chat().decoder();
        ChatAccumulator reply = new ChatAccumulator();
        List<ChatEvent> events = new ArrayList<>();
        ReferenceFraming.split(Framing.AWS_EVENT_STREAM, Bytes.concat(frames))
                .forEach(frame -> events.addAll(decoder.decode(frame)));
        events.addAll(decoder.end());
        events.forEach(reply::add);
        return reply.response();
    }

    private static Bytes delta(int index, String delta) {
        return AwsFrames.event("contentBlockDelta", "{\"contentBlockIndex\":" + index + ",\"delta\":{" + delta + "}}");
    }

    private static Bytes start(int index, String start) {
        return AwsFrames.event("contentBlockStart", "{\"contentBlockIndex\":" + index + ",\"start\":{" + start + "}}");
    }

    private static Bytes stop(int index) {
        return AwsFrames.event("contentBlockStop", "{\"contentBlockIndex\":" + index + "}");
    }

    private static Bytes end(String reason) {
        return AwsFrames.event("messageStop", "{\"stopReason\":\"" + reason + "\"}");
    }

    @Test
    void everySortOfBlockIsRead() {
        ChatResponse reply = whole("""
                {"reasoningContent":{"reasoningText":{"text":"So","signature":"c2ln+/="}}},
                {"reasoningContent":{"redactedContent":"c2VhbGVk"}},
                {"text":"Hello"},
                {"citationsContent":{"citations":[{"location":{"web":{"url":"https://a.example","domain":"a.example"}}}]}},
                {"citationsContent":{"content":[{"text":"cited"}],"citations":[{"title":"facts","sourceContent":[{"text":"quote"}]}]}},
                {"toolUse":{"toolUseId":"t1","name":"f","input":{"a": 1}}},
                {"toolUse":{"toolUseId":"t2","name":"nova_grounding","input":{},"type":"server_tool_use"}}""", """
                "stopReason":"tool_use","trace":{"guardrail":{}},"usage":{"inputTokens":5,"outputTokens":4,"totalTokens":20,
                "cacheReadInputTokens":1,"cacheWriteInputTokens":10,"cacheDetails":[{"ttl":"1h","inputTokens":7},{"ttl":"5m","inputTokens":3}]}""");
        List<Block> blocks = reply.choices().getFirst().content();
        assertEquals(6, blocks.size());
        assertEquals(
                Optional.of(new Signature("anthropic", "c2ln+/=")),
                assertInstanceOf(Block.Thinking.class, blocks.get(0)).signature());
        assertEquals(
                new Signature("bedrock", "c2VhbGVk"),
                assertInstanceOf(Block.RedactedThinking.class, blocks.get(1)).data());
        Block.Text text = assertInstanceOf(Block.Text.class, blocks.get(2));
        assertEquals("Hello", text.text());
        assertEquals(
                Optional.of("https://a.example"), text.citations().getFirst().url());
        Citation cited =
                assertInstanceOf(Block.Text.class, blocks.get(3)).citations().getFirst();
        assertEquals(Optional.of("facts"), cited.title());
        assertEquals(Optional.of("quote"), cited.quote());
        assertEquals(
                "{\"a\": 1}",
                assertInstanceOf(Block.ToolUse.class, blocks.get(4)).input());
        assertEquals(
                "bedrock", assertInstanceOf(Block.Foreign.class, blocks.get(5)).family());
        assertEquals("r-1", reply.id());
        assertTrue(reply.extras().members().containsKey("trace"));
        assertEquals(StopReason.TOOL_USE, reply.choices().getFirst().stopReason());
        assertEquals(7, reply.usage().of(Bucket.CACHE_WRITE_1H));
        assertEquals(3, reply.usage().of(Bucket.CACHE_WRITE));
        assertEquals(20, reply.usage().totalTokens());
    }

    @Test
    void whoAsksInThisFormatIsAnsweredInItsOwn() {
        UpstreamReply reply = reply("{\"text\":\"Hello\"}", """
                "stopReason":"end_turn","trace":{"guardrail":{}},"metrics":{"latencyMs":7},
                "performanceConfig":{"latency":"optimized"},"additionalModelResponseFields":{"stop_sequence":"END"}""");
        ChatRequest asking = ChatRequest.builder("m", List.of())
                .extras(Extras.of(
                        Wire.OPENAI_CHAT,
                        Map.of(
                                "performanceConfig", new JsonText("{\"latency\":\"optimized\"}"),
                                "additionalModelResponseFieldPaths", new JsonText("[\"/stop_sequence\"]"))))
                .build();

        assertEquals(
                Extras.of(
                        Wire.OPENAI_CHAT,
                        Map.of(
                                "performanceConfig", new JsonText("{\"latency\":\"optimized\"}"),
                                "additionalModelResponseFields", new JsonText("{\"stop_sequence\":\"END\"}"))),
                chat().decode(reply, asking).extras());
        assertEquals(
                Set.of("trace", "performanceConfig", "additionalModelResponseFields"),
                chat().decode(reply).extras().members().keySet());
    }

    @Test
    void theTierThatServedIsNamedUnlessItIsTheOrdinary() {
        String usage =
                "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":5,\"outputTokens\":4},\"serviceTier\":{\"type\":\"%s\"}";
        assertEquals(
                Optional.of("priority"),
                whole("{\"text\":\"a\"}", usage.formatted("priority")).usage().serviceTier());
        assertEquals(
                Optional.empty(),
                whole("{\"text\":\"a\"}", usage.formatted("default")).usage().serviceTier());
        assertEquals(
                Optional.of("flex"),
                streamed(
                                delta(0, "\"text\":\"a\""),
                                stop(0),
                                end("end_turn"),
                                AwsFrames.event(
                                        "metadata",
                                        "{\"usage\":{\"inputTokens\":5,\"outputTokens\":4},\"serviceTier\":{\"type\":\"flex\"}}"))
                        .usage()
                        .serviceTier());
    }

    @Test
    void aStreamOfThemIsReadAlike() {
        ChatResponse reply = streamed(
                AwsFrames.event("messageStart", "{\"role\":\"assistant\"}"),
                delta(0, "\"reasoningContent\":{\"text\":\"So\"}"),
                delta(0, "\"reasoningContent\":{\"signature\":\"c2ln+/=\"}"),
                stop(0),
                delta(1, "\"reasoningContent\":{\"redactedContent\":\"c2Vh\"}"),
                delta(1, "\"reasoningContent\":{\"redactedContent\":\"bGVk\"}"),
                stop(1),
                start(2, "\"toolUse\":{\"toolUseId\":\"t2\",\"name\":\"nova_grounding\",\"type\":\"server_tool_use\"}"),
                delta(2, "\"toolUse\":{\"input\":\"{\\\"q\\\":1}\"}"),
                stop(2),
                start(3, "\"toolResult\":{\"toolUseId\":\"t2\",\"type\":\"nova_grounding_result\"}"),
                delta(3, "\"toolResult\":[{\"text\":\"[HIDDEN]\"}]"),
                stop(3),
                delta(4, "\"text\":\"Hel\""),
                start(5, "\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"f\"}"),
                delta(4, "\"text\":\"lo\""),
                delta(5, "\"toolUse\":{\"input\":\"{\\\"a\\\": \"}"),
                delta(4, "\"citation\":{\"location\":{\"web\":{\"url\":\"https://a.example\"}}}"),
                delta(5, "\"toolUse\":{\"input\":\"1}\"}"),
                stop(4),
                stop(5),
                end("tool_use"),
                AwsFrames.event("metadata", "{\"usage\":{\"inputTokens\":5,\"outputTokens\":4,\"totalTokens\":9}}"));
        List<Block> blocks = reply.choices().getFirst().content();
        assertEquals(
                new Block.Thinking("So", Optional.of(new Signature("anthropic", "c2ln+/=")), Annotations.NONE),
                blocks.get(0));
        assertEquals(
                "c2VhbGVk",
                assertInstanceOf(Block.RedactedThinking.class, blocks.get(1))
                        .data()
                        .value());
        assertEquals(
                "{\"toolUse\":{\"input\":{\"q\":1},\"toolUseId\":\"t2\",\"name\":\"nova_grounding\",\"type\":\"server_tool_use\"}}",
                assertInstanceOf(Block.Foreign.class, blocks.get(2)).json().text());
        assertEquals(
                "{\"toolResult\":{\"content\":[{\"text\":\"[HIDDEN]\"}],\"toolUseId\":\"t2\",\"type\":\"nova_grounding_result\"}}",
                assertInstanceOf(Block.Foreign.class, blocks.get(3)).json().text());
        Block.Text text = assertInstanceOf(Block.Text.class, blocks.get(4));
        assertEquals("Hello", text.text());
        assertEquals(
                Optional.of("https://a.example"), text.citations().getFirst().url());
        assertEquals(
                "{\"a\": 1}",
                assertInstanceOf(Block.ToolUse.class, blocks.get(5)).input());
        assertEquals(9, reply.usage().totalTokens());
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, END_TURN",
        "max_tokens, MAX_TOKENS",
        "stop_sequence, STOP_SEQUENCE",
        "guardrail_intervened, CONTENT_FILTER",
        "content_filtered, CONTENT_FILTER",
        "model_context_window_exceeded, CONTEXT_WINDOW",
        "malformed_tool_use, OTHER"
    })
    void whyAReplyEnded(String word, StopReason reason) {
        assertEquals(
                reason,
                streamed(delta(0, "\"text\":\"x\""), end(word))
                        .choices()
                        .getFirst()
                        .stopReason());
        assertEquals(
                reason,
                whole("{\"text\":\"x\"}", "\"stopReason\":\"" + word + "\"")
                        .choices()
                        .getFirst()
                        .stopReason());
    }
}
