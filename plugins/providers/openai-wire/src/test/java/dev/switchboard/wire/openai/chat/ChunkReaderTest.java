package dev.switchboard.wire.openai.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.TestingWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ChunkReaderTest {
    private static final Set<String> FAILED = Set.of(
            "groq/011-chat-tool-use-failed-error-streaming-with-text", "openrouter/014-chat-openrouter-stream-error");

    @Test
    void keepsRunsOfReasoningTextAndToolsApart() {
        ChatResponse reply = assemble(
                "{\"id\":\"r\",\"model\":\"m\",\"created\":1,\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                delta("\"reasoning_content\":\"h\""),
                delta("\"reasoning_content\":\"m\""),
                delta("\"content\":\"o\""),
                delta("\"content\":\"k\""),
                delta(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]"),
                delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\"\"}}]"),
                delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]"),
                finish("tool_calls"),
                "[DONE]");
        List<Block> blocks = reply.choices().getFirst().content();
        assertEquals("hm", ((Block.Thinking) blocks.get(0)).text());
        assertEquals("ok", ((Block.Text) blocks.get(1)).text());
        Block.ToolUse use = (Block.ToolUse) blocks.get(2);
        assertEquals("c f {\"x\":1}", use.id() + " " + use.name() + " " + use.input());
        assertEquals(StopReason.TOOL_USE, reply.choices().getFirst().stopReason());
        assertEquals("r", reply.id());
    }

    @Test
    void readsPicturesThatTheModelMade() {
        ChatResponse reply = assemble(
                delta("\"content\":\"Here.\""),
                delta("\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQ==\"}}]"),
                finish("stop"));
        assertEquals(
                List.of(
                        new Block.Text("Here."),
                        new Block.Image(new Media.Inline("image/png", "AQ=="), Optional.empty(), Annotations.NONE)),
                reply.choices().getFirst().content());
    }

    @Test
    void assemblesInterleavedTools() {
        ChatResponse reply = assemble(
                delta("\"tool_calls\":[" + call(0, "a", "f", "1") + "," + call(1, "b", "g", "2") + "]"),
                delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1\"}}]"),
                delta("\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"2\"}}]"),
                finish("tool_calls"));
        assertEquals(List.of("a:11", "b:22"), inputs(reply));
    }

    @Test
    void tellsToolsApartThatShareANumberOrHaveNone() {
        assertEquals(
                List.of("a:1", "b:2"),
                inputs(assemble(
                        delta("\"tool_calls\":[" + call(0, "a", "f", "1") + "]"),
                        delta("\"tool_calls\":[" + call(0, "b", "f", "2") + "]"),
                        finish("stop"))));
        assertEquals(
                List.of("call_0_0:1", "call_0_1:2"),
                inputs(assemble(
                        delta("\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}]"),
                        delta("\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"2\"}}]"),
                        finish("stop"))));
    }

    @Test
    void startsAToolWhenItsNameIsKnown() {
        assertEquals(
                List.of("a:xy"),
                inputs(assemble(
                        delta("\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"x\"}}]"),
                        delta("\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"y\"}}]"),
                        finish("tool_calls"))));
    }

    @Test
    void toleratesASecondFinishAndContentAfterIt() {
        ChatResponse reply = assemble(
                delta("\"content\":\"a\""), finish("stop"), delta("\"content\":\"b\""), finish("stop"), "[DONE]");
        assertEquals("ab", ((Block.Text) reply.choices().getFirst().content().getFirst()).text());
    }

    @Test
    void handsOnWhatTheCanonicalFormDoesNotKnowAsAChunk() {
        List<ChatEvent> events = decode(
                "{\"id\":\"r\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"logprobs\":{\"reasoning\":[ 1.0 ]}}],\"system_fingerprint\":\"fp\"}",
                "{\"id\":\"r\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":\"AA\"}}}],\"system_fingerprint\":\"fp\"}",
                finish("stop"));
        ChatEvent.Started started = (ChatEvent.Started) events.getFirst();
        assertEquals(
                "\"fp\"", started.extras().members().get("system_fingerprint").text());
        assertEquals(
                List.of(
                        "{\"id\":\"r\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":{\"reasoning\":[ 1.0 ]},\"finish_reason\":null}]}",
                        "{\"id\":\"r\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":\"AA\"}},\"finish_reason\":null}]}"),
                events.stream()
                        .filter(ChatEvent.Foreign.class::isInstance)
                        .map(event -> ((ChatEvent.Foreign) event).json().text())
                        .toList());
    }

    @Test
    void endsWithTheErrorOfAFailure() {
        List<ChatEvent> events =
                decode(delta("\"content\":\"a\""), "{\"error\":{\"message\":\"busy\",\"code\":503}}", finish("stop"));
        ChatEvent.Failed failed = assertInstanceOf(ChatEvent.Failed.class, events.getLast());
        assertEquals(ErrorKind.OVERLOADED, failed.error().kind());
    }

    @Test
    void noticesWhatIsMissing() {
        assertEquals(ErrorKind.UPSTREAM, failure(delta("\"content\":\"a\"")));
        assertEquals(ErrorKind.UPSTREAM, failure("[DONE]"));
        assertEquals(ErrorKind.UPSTREAM, failure("{\"choices\":[{\"del"));
        assertEquals(ErrorKind.UPSTREAM, failure());
    }

    private static ErrorKind failure(String... data) {
        return assertThrows(GatewayException.class, () -> decode(data)).error().kind();
    }

    @TestFactory
    Stream<DynamicTest> readsEveryRecordedStream() {
        return Recordings.locate()
                .tests(
                        recording -> recording.endpoint().equals("chat") && TestingWire.isStream(recording),
                        this::check);
    }

    private void check(Recording recording) {
        List<UpstreamEvent> events = TestingWire.events(recording);
        List<ChatEvent> decoded = decode(events);
        String other = new String(recording.response().body(), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
        assertEquals(decoded.toString(), decode(TestingWire.events(other)).toString(), "with other line ends");
        if (FAILED.contains(recording.id())) {
            assertInstanceOf(ChatEvent.Failed.class, decoded.getLast());
            return;
        }
        ChatAccumulator reply = new ChatAccumulator();
        decoded.forEach(reply::add);
        List<Block> blocks = reply.response().choices().getFirst().content();
        assertEquals(sum(events, "content"), text(blocks, Block.Text.class));
        assertEquals(reasoning(events), text(blocks, Block.Thinking.class));
        assertEquals(arguments(events), text(blocks, Block.ToolUse.class));
        assertFalse(blocks.isEmpty());
    }

    /** The strings of one member of the first choice's deltas, also within lists of parts. */
    private static String sum(List<UpstreamEvent> events, String member) {
        return firstDeltas(events)
                .map(delta -> delta.get(member))
                .map(value -> value.string()
                        .orElseGet(() -> value.elements().stream()
                                .flatMap(part -> part.filled("text").stream())
                                .collect(Collectors.joining())))
                .collect(Collectors.joining());
    }

    /** In members of their own, or in Mistral's lists of parts. */
    private static String reasoning(List<UpstreamEvent> events) {
        String parts = firstDeltas(events)
                .flatMap(delta -> delta.get("content").elements().stream())
                .flatMap(part -> part.get("thinking").elements().stream())
                .flatMap(part -> part.filled("text").stream())
                .collect(Collectors.joining());
        return sum(events, "reasoning_content") + sum(events, "reasoning") + parts;
    }

    private static String arguments(List<UpstreamEvent> events) {
        return firstDeltas(events)
                .flatMap(delta -> delta.get("tool_calls").elements().stream())
                .flatMap(call -> call.get("function").filled("arguments").stream())
                .collect(Collectors.joining());
    }

    private static Stream<JsonValue> firstDeltas(List<UpstreamEvent> events) {
        return events.stream()
                .flatMap(event -> JsonValue.read(event.data()).stream())
                .flatMap(chunk -> chunk.get("choices").elements().stream())
                .filter(choice -> choice.integer("index").orElse(0) == 0)
                .map(choice -> choice.get("delta"));
    }

    private static String text(List<Block> blocks, Class<? extends Block> type) {
        return blocks.stream()
                .filter(type::isInstance)
                .map(block -> switch (block) {
                    case Block.Text text -> text.text();
                    case Block.Thinking thinking -> thinking.text();
                    case Block.ToolUse use -> use.input();
                    default -> "";
                })
                .collect(Collectors.joining());
    }

    @Test
    void aSignatureEndsTheReasoningItBelongsTo() {
        List<Block> blocks = assemble(
                        delta("\"reasoning_content\":\"one\""),
                        delta(
                                "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"one\",\"signature\":\"s1\"}]"),
                        delta("\"reasoning_content\":\"two\""),
                        finish("stop"))
                .choices()
                .getFirst()
                .content();
        assertEquals(
                List.of("one true", "two false"),
                blocks.stream()
                        .map(Block.Thinking.class::cast)
                        .map(each -> each.text() + " " + each.signature().isPresent())
                        .toList());
    }

    private static List<String> inputs(ChatResponse reply) {
        List<Block> blocks = reply.choices().getFirst().content();
        assertTrue(blocks.stream().allMatch(Block.ToolUse.class::isInstance));
        return blocks.stream()
                .map(Block.ToolUse.class::cast)
                .map(use -> use.id() + ":" + use.input())
                .toList();
    }

    private static String call(int index, String id, String name, String arguments) {
        return "{\"index\":" + index + ",\"id\":\"" + id + "\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\""
                + arguments + "\"}}";
    }

    private static String delta(String members) {
        return "{\"choices\":[{\"index\":0,\"delta\":{" + members + "},\"finish_reason\":null}]}";
    }

    private static String finish(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    private static ChatResponse assemble(String... data) {
        ChatAccumulator reply = new ChatAccumulator();
        decode(data).forEach(reply::add);
        return reply.response();
    }

    private static List<ChatEvent> decode(String... data) {
        return decode(Stream.of(data).map(UpstreamEvent::sse).toList());
    }

    private static List<ChatEvent> decode(List<UpstreamEvent> events) {
        ChunkReader reader = new ChunkReader();
        List<ChatEvent> decoded = new ArrayList<>();
        events.forEach(event -> decoded.addAll(reader.decode(event)));
        decoded.addAll(reader.end());
        return decoded;
    }
}
