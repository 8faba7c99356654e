package dev.switchboard.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.BlockDelta;
import dev.switchboard.spi.chat.ChatEvent.BlockStarted;
import dev.switchboard.spi.chat.ChatEvent.BlockStopped;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatEvent.Started;
import dev.switchboard.spi.chat.ChatEvent.Stopped;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinuationTest {
    private static final ChatEvent STARTED = new Started("id", "model", Instant.EPOCH, Extras.NONE);
    private static final ChatEvent STOPPED = new Stopped(0, StopReason.END_TURN, Optional.empty());

    private final ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.USER, "hi")))
            .maxOutputTokens(100)
            .build();
    private final Continuation continuation = new Continuation(() -> request);

    private static ChatEvent begins(int index, String text) {
        return new BlockStarted(0, index, new Block.Text(text));
    }

    private static ChatEvent text(int index, String text) {
        return new BlockDelta(0, index, new Delta.Text(text));
    }

    private void said(ChatEvent... events) {
        List.of(events).forEach(continuation::said);
    }

    private List<ChatEvent> onward(ChatEvent... events) {
        List<ChatEvent> told = new ArrayList<>();
        List.of(events).forEach(event -> told.addAll(continuation.onward(event)));
        return told;
    }

    @Test
    void aBrokenTextIsJoinedAndTheBlankBetweenIsSaidOnce() {
        said(STARTED, begins(0, ""), text(0, "How "));
        ChatRequest next = continuation.request();
        assertEquals("How", next.messages().getLast().text());
        assertEquals(Role.ASSISTANT, next.messages().getLast().role());
        assertEquals(99, next.maxOutputTokens().orElseThrow());
        assertEquals(
                List.of(text(0, "are"), text(0, " you?"), new BlockStopped(0, 0), STOPPED),
                onward(STARTED, begins(0, " "), text(0, " are"), text(0, " you?"), new BlockStopped(0, 0), STOPPED));
    }

    @Test
    void whatIsNoTextBeginsAfterTheBrokenOne() {
        said(STARTED, begins(0, "a"), new BlockStopped(0, 0), begins(1, "b"));
        continuation.request();
        assertEquals(
                List.of(
                        new BlockStopped(0, 1),
                        new BlockStarted(0, 2, new Block.Refusal("no", Annotations.NONE)),
                        new BlockStopped(0, 2)),
                onward(
                        STARTED,
                        new BlockStarted(0, 0, new Block.Refusal("no", Annotations.NONE)),
                        new BlockStopped(0, 0)));
    }

    @Test
    void aThirdTargetGoesOnWhereTheSecondBrokeOff() {
        said(STARTED, begins(0, "a"));
        continuation.request();
        onward(STARTED, begins(0, "b"), text(0, "c"));
        assertEquals(Optional.empty(), continuation.obstacle());
        assertEquals("abc", continuation.request().messages().getLast().text());
        assertEquals(List.of(text(0, "d")), onward(STARTED, begins(0, "d")));
    }

    @Test
    void whatNobodySaidIsAskedAnew() {
        said(STARTED, begins(0, ""));
        assertEquals(1, continuation.request().messages().size());
    }

    @Test
    void whatEndedIsNotGoneOnWith() {
        said(STARTED, begins(0, "a"), new BlockStopped(0, 0), STOPPED);
        assertTrue(continuation.obstacle().isPresent());
    }
}
