package dev.switchboard.wire.openai.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.TestingWire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    @Test
    void readsPicturesThatTheModelMade() {
        ChatResponse reply = read("""
                {"id":"r","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Here.",
                 "images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AQ=="},"index":0}]}}]}""");
        assertEquals(
                List.of(
                        new Block.Text("Here."),
                        new Block.Image(new Media.Inline("image/png", "AQ=="), Optional.empty(), Annotations.NONE)),
                reply.choices().getFirst().content());
        assertEquals(Map.of(), reply.choices().getFirst().extras().members());
    }

    @Test
    void readsAWholeReply() {
        ChatResponse reply = read("""
                {"id":"r","object":"chat.completion","created":17,"model":"m","system_fingerprint":"fp",
                 "choices":[{"index":0,"finish_reason":"stop","logprobs":{ "reasoning":[1.0] },"message":{
                   "role":"assistant","content":"a\\u00e9","refusal":null,"reasoning_content":"hm","annotations":[],
                   "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"x\\":1}"}},
                                 {"id":"d","type":"custom","custom":{"name":"g","input":"in"}}]}}],
                 "usage":{"prompt_tokens":5,"completion_tokens":4,"total_tokens":9}}""");
        assertEquals("r", reply.id());
        assertEquals("m", reply.model());
        assertEquals(Instant.ofEpochSecond(17), reply.created());
        assertEquals(
                Map.of("system_fingerprint", new JsonText("\"fp\"")),
                reply.extras().members());
        assertEquals(9, reply.usage().totalTokens());
        ChatResponse.Choice choice = reply.choices().getFirst();
        assertEquals(
                List.of(
                        new Block.Thinking("hm", Optional.empty(), Annotations.NONE),
                        new Block.Text("aé"),
                        new Block.ToolUse("c", "f", "{\"x\":1}", Block.ToolUse.Kind.FUNCTION, Annotations.NONE),
                        new Block.ToolUse("d", "g", "in", Block.ToolUse.Kind.CUSTOM, Annotations.NONE)),
                choice.content());
        assertEquals(StopReason.TOOL_USE, choice.stopReason());
        assertEquals(
                Map.of("logprobs", new JsonText("{ \"reasoning\":[1.0] }")),
                choice.extras().members());
    }

    @Test
    void readsSeveralChoicesRefusalsAndSound() {
        ChatResponse reply = read("""
                {"choices":[{"index":0,"message":{"content":null,"refusal":"no"},"finish_reason":"content_filter"},
                            {"index":1,"message":{"audio":{"id":"a1","data":"QUJD","transcript":"hi"}},"finish_reason":"length"}]}""");
        assertEquals(
                List.of(new Block.Refusal("no", Annotations.NONE)),
                reply.choices().get(0).content());
        assertEquals(StopReason.CONTENT_FILTER, reply.choices().get(0).stopReason());
        Block.Audio audio = (Block.Audio) reply.choices().get(1).content().getFirst();
        assertEquals(new Media.Inline("audio/*", "QUJD"), audio.media());
        assertEquals(
                new JsonText("\"a1\""), audio.annotations().extras().members().get("id"));
        assertEquals(StopReason.MAX_TOKENS, reply.choices().get(1).stopReason());
    }

    @Test
    void namesTheStopSequenceWhereTheServerDoes() {
        ChatResponse.Choice choice =
                read("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\",\"stop_reason\":\"END\"}]}")
                        .choices()
                        .getFirst();
        assertEquals(StopReason.STOP_SEQUENCE, choice.stopReason());
        assertEquals(Optional.of("END"), choice.stopSequence());
    }

    @Test
    void makesNamesForCallsWithoutOne() {
        ChatResponse.Choice choice = read("""
                        {"choices":[{"message":{"tool_calls":[{"id":"","function":{"name":"f","arguments":{"x": 1}}},
                                                              {"function":{"name":"f"}}]}}]}""").choices().getFirst();
        Block.ToolUse first = (Block.ToolUse) choice.content().get(0);
        Block.ToolUse second = (Block.ToolUse) choice.content().get(1);
        assertEquals("call_0_0", first.id());
        assertEquals("{\"x\": 1}", first.input());
        assertEquals("call_0_1", second.id());
        assertEquals("", second.input());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "null", "<html>", "{\"choices\":[]}", "{\"choices\":3}", "{\"choices\":[{\"mess"
            })
    void refusesWhatIsNoReply(String body) {
        assertEquals(
                ErrorKind.UPSTREAM,
                assertThrows(GatewayException.class, () -> read(body)).error().kind());
    }

    @Test
    void readsAnErrorUnderAGoodStatus() {
        String body = "{\"error\":{\"message\":\"slow down\",\"code\":429}}";
        assertEquals(
                ErrorKind.RATE_LIMIT,
                assertThrows(GatewayException.class, () -> read(body)).error().kind());
    }

    @TestFactory
    Stream<DynamicTest> readsEveryRecordedReply() {
        return Recordings.locate()
                .tests(
                        recording -> recording.endpoint().equals("chat")
                                && recording.response().status() == 200
                                && !recording.response().stream(),
                        this::check);
    }

    private void check(Recording recording) {
        ChatResponse reply = ReplyReader.read(TestingWire.reply(recording).body());
        JsonValue body = JsonValue.read(TestingWire.reply(recording).body()).orElseThrow();
        JsonValue message = body.get("choices").elements().getFirst().get("message");
        List<Block> blocks = reply.choices().getFirst().content();
        message.filled("content").ifPresent(text -> assertEquals(text, text(blocks)));
        assertEquals(message.get("tool_calls").elements().size(), count(blocks, Block.ToolUse.class));
        assertEquals(body.get("choices").elements().size(), reply.choices().size());
        assertEquals(body.filled("model").orElse(""), reply.model());
        boolean says = Stream.of("content", "reasoning_content", "reasoning", "refusal", "audio", "tool_calls")
                .anyMatch(member -> !message.get(member).isBlank());
        assertEquals(says, !blocks.isEmpty());
        assertEquals(message.get("reasoning_details").elements(), details(blocks));
        List<JsonValue> tokens = body.get("choices")
                .elements()
                .getFirst()
                .get("logprobs")
                .get("content")
                .elements();
        assertEquals(tokens.size(), reply.choices().getFirst().probabilities().size());
    }

    /** What would go back to the server. */
    private static List<JsonValue> details(List<Block> blocks) {
        return blocks.stream()
                .filter(ReasoningWriter::isReasoning)
                .filter(block -> !(block instanceof Block.Thinking thinking
                        && thinking.signature().isEmpty()))
                .map(block -> JsonValue.of(ReasoningDetail.of(block)))
                .toList();
    }

    private static String text(List<Block> blocks) {
        return blocks.stream()
                .filter(Block.Text.class::isInstance)
                .map(block -> ((Block.Text) block).text())
                .reduce("", String::concat);
    }

    private static int count(List<Block> blocks, Class<? extends Block> type) {
        return (int) blocks.stream().filter(type::isInstance).count();
    }

    private static ChatResponse read(String body) {
        return ReplyReader.read(Bytes.utf8(body));
    }
}
