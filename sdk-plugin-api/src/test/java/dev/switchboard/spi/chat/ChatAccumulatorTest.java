package dev.switchboard.spi.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatAccumulatorTest {
    private static final ChatEvent START = new ChatEvent.Started(
            "r-1", "m", Instant.EPOCH, Extras.of(Wire.OPENAI_CHAT, Map.of("x", JsonText.parse("1.0"))));
    private static final ChatEvent STOP = new ChatEvent.Stopped(0, StopReason.TOOL_USE, Optional.empty());
    private static final Usage USAGE =
            Usage.builder().set(Usage.Bucket.OUTPUT, 7).build();

    private static ChatEvent begin(int index, Block block) {
        return new ChatEvent.BlockStarted(0, index, block);
    }

    private static ChatEvent grow(int index, Delta delta) {
        return new ChatEvent.BlockDelta(0, index, delta);
    }

    private static ChatAccumulator of(ChatEvent... events) {
        ChatAccumulator accumulator = new ChatAccumulator();
        List.of(events).forEach(accumulator::add);
        return accumulator;
    }

    private static Block.ToolUse tool(String input) {
        return new Block.ToolUse("t-1", "weather", input, Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
    }

    @Test
    void putsOverlappingBlocksTogether() {
        ChatResponse response = of(
                        START,
                        begin(0, new Block.Thinking("Hm", Optional.empty(), Annotations.NONE)),
                        begin(1, new Block.Text("A")),
                        grow(0, new Delta.Thinking("m.")),
                        grow(1, new Delta.Text("b")),
                        grow(0, new Delta.Signed(new Signature("acme", "s"))),
                        begin(2, tool("{\"ci")),
                        grow(2, new Delta.Input("ty\":1}")),
                        begin(3, new Block.Refusal("N", Annotations.NONE)),
                        grow(3, new Delta.Refusal("o")),
                        new ChatEvent.BlockStopped(0, 0),
                        STOP,
                        new ChatEvent.UsageReported(Usage.none()),
                        new ChatEvent.UsageReported(USAGE))
                .response();

        assertEquals(
                List.of(
                        new Block.Thinking("Hmm.", Optional.of(new Signature("acme", "s")), Annotations.NONE),
                        new Block.Text("Ab"),
                        tool("{\"city\":1}"),
                        new Block.Refusal("No", Annotations.NONE)),
                response.choices().getFirst().content());
        assertEquals(USAGE, response.usage());
    }

    @Test
    void aReplyComesBackFromItsEvents() {
        ChatResponse response = of(
                        START,
                        begin(0, new Block.Text("A")),
                        begin(1, tool("{}")),
                        STOP,
                        new ChatEvent.Stopped(1, StopReason.STOP_SEQUENCE, Optional.of("END")),
                        new ChatEvent.UsageReported(USAGE))
                .response();

        assertEquals(
                response, of(ChatEvents.of(response).toArray(ChatEvent[]::new)).response());
        assertEquals(2, response.choices().size());
    }

    @Test
    void aCutReplyIsNone() {
        for (ChatAccumulator cut : List.of(
                of(),
                of(START),
                of(START, begin(0, new Block.Text("A"))),
                of(START, STOP, new ChatEvent.BlockStarted(1, 0, new Block.Text("B"))))) {
            assertFalse(cut.complete());
            assertEquals(
                    ErrorKind.UPSTREAM,
                    assertThrows(GatewayException.class, cut::response).error().kind());
        }
        assertTrue(of(START, STOP).complete());
    }

    @Test
    void theGrammarIsChecked() {
        List<List<ChatEvent>> wrong = List.of(
                List.of(STOP),
                List.of(START, START),
                List.of(START, begin(1, new Block.Text(""))),
                List.of(START, grow(0, new Delta.Text("a"))),
                List.of(START, begin(0, new Block.Text("")), grow(0, new Delta.Input("a"))),
                List.of(
                        START,
                        begin(0, new Block.Text("")),
                        new ChatEvent.BlockStopped(0, 0),
                        grow(0, new Delta.Text("a"))),
                List.of(START, STOP, STOP));
        for (List<ChatEvent> events : wrong) {
            assertThrows(IllegalStateException.class, () -> of(events.toArray(ChatEvent[]::new)), events::toString);
        }
    }

    @Test
    void aFailureIsThrown() {
        GatewayError error = GatewayError.of(ErrorKind.OVERLOADED, "Busy");
        ChatEvent failed = new ChatEvent.Failed(error);

        assertEquals(
                error, assertThrows(GatewayException.class, () -> of(failed)).error());
        assertEquals(Optional.of(error), failed.failure());
    }

    @Test
    void contentIsMeaningful() {
        assertFalse(START.meaningful());
        assertTrue(begin(0, new Block.Text("")).meaningful());
        assertTrue(grow(0, new Delta.Text("a")).meaningful());
        assertFalse(STOP.meaningful());
    }
}
