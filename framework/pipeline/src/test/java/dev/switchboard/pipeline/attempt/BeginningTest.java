package dev.switchboard.pipeline.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.wire.Extras;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeginningTest {
    private static final Piece<ChatEvent> START =
            Piece.decoded(List.of(new ChatEvent.Started("id", "m", Instant.EPOCH, Extras.NONE)));
    private static final Piece<ChatEvent> CONTENT =
            Piece.decoded(List.of(new ChatEvent.BlockStarted(0, 0, new Block.Text("Hel"))));
    private static final Piece<ChatEvent> MORE =
            Piece.decoded(List.of(new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text("lo"))));
    private static final GatewayError OVERLOADED = GatewayError.of(ErrorKind.OVERLOADED, "told to fail");
    private static final Piece<ChatEvent> FAILURE = Piece.decoded(List.of(new ChatEvent.Failed(OVERLOADED)));

    private final RoutedTarget target = TestingParts.target("p", "m");
    private final Attempt attempt =
            new Attempt(1, target, target.target(), TestingParts.enter(target), System::nanoTime, _ -> {});
    private int fillers;

    private Pieces<ChatEvent> await(Pieces<ChatEvent> pieces, boolean another) {
        return await(pieces, true, another);
    }

    private Pieces<ChatEvent> await(Pieces<ChatEvent> pieces, boolean relayed, boolean another) {
        Duration ample = Duration.ofMinutes(5);
        StreamClock clock = new StreamClock(Timeouts.DEFAULT, ample, System.nanoTime() + ample.toNanos());
        Answer<String, ChatEvent> begun = Beginning.await(
                new Answer.Streaming<>(200, Headers.none(), relayed, pieces), attempt, another, clock, () -> fillers++);
        if (begun instanceof Answer.Streaming<String, ChatEvent> streaming) {
            return streaming.pieces();
        }
        throw new AssertionError("no stream: " + begun);
    }

    private static List<Piece<ChatEvent>> all(Pieces<ChatEvent> pieces) {
        List<Piece<ChatEvent>> all = new ArrayList<>();
        for (Piece<ChatEvent> piece = pieces.next(Duration.ofSeconds(1));
                piece != null;
                piece = pieces.next(Duration.ofSeconds(1))) {
            all.add(piece);
        }
        return all;
    }

    @Test
    void aWholeReplyHasBegun() {
        Answer<String, ChatEvent> whole = new Answer.Decoded<>("reply", Headers.none());
        StreamClock clock = new StreamClock(Timeouts.DEFAULT, Duration.ofSeconds(1), System.nanoTime());
        assertSame(whole, Beginning.await(whole, attempt, true, clock, () -> fillers++));
    }

    @Test
    void whileThereIsAnotherTargetItWaitsForTheFirstContent() {
        TestingPieces<ChatEvent> pieces = TestingPieces.of(List.of(START, CONTENT, MORE));
        Pieces<ChatEvent> begun = await(pieces, true);
        assertEquals(1, pieces.left());
        assertTrue(begun.ready());
        assertEquals(List.of(START, CONTENT, MORE), all(begun));
    }

    @Test
    void aTranslatedReplyWaitsForItsFirstContentSoThatAFailureCanBeAStatus() {
        TestingPieces<ChatEvent> pieces = TestingPieces.of(List.of(START, CONTENT, MORE));
        Pieces<ChatEvent> begun = await(pieces, false, false);
        assertEquals(1, pieces.left());
        assertEquals(List.of(START, CONTENT, MORE), all(begun));
        TestingPieces<ChatEvent> failing = TestingPieces.of(List.of(START, FAILURE));
        assertThrows(AttemptFailedException.class, () -> await(failing, false, false));
    }

    @Test
    void aRelayedReplyWithoutAnotherTargetWaitsForTheFirstPieceOnly() {
        TestingPieces<ChatEvent> pieces = TestingPieces.of(List.of(START, CONTENT, MORE));
        assertEquals(List.of(START, CONTENT, MORE), all(await(pieces, false)));
        TestingPieces<ChatEvent> failing = TestingPieces.of(List.of(START, FAILURE));
        assertEquals(List.of(START, FAILURE), all(await(failing, false)));
    }

    @Test
    void aFailureBeforeContentIsAFailedAttempt() {
        for (List<Piece<ChatEvent>> before : List.of(List.<Piece<ChatEvent>>of(), List.of(START))) {
            List<Piece<ChatEvent>> failing = new ArrayList<>(before);
            failing.add(FAILURE);
            assertFails(TestingPieces.of(failing));
            assertFails(TestingPieces.cut(before, OVERLOADED.asException()));
        }
    }

    private void assertFails(TestingPieces<ChatEvent> pieces) {
        AttemptFailedException failed = assertThrows(AttemptFailedException.class, () -> await(pieces, true));
        assertEquals(ErrorKind.OVERLOADED, failed.error().kind());
        assertTrue(pieces.closed());
    }

    @Test
    void aFailureAfterContentIsLeftToTheReader() {
        TestingPieces<ChatEvent> pieces = TestingPieces.cut(List.of(CONTENT), OVERLOADED.asException());
        Pieces<ChatEvent> begun = await(pieces, true);
        assertSame(CONTENT, begun.next(Duration.ofSeconds(1)));
        assertThrows(GatewayException.class, () -> begun.next(Duration.ofSeconds(1)));
        assertFalse(pieces.closed());
    }

    @Test
    void whatNeverComesToContentIsNotHeldBackForEver() {
        TestingPieces<ChatEvent> pieces = TestingPieces.of(Collections.nCopies(100, START));
        Pieces<ChatEvent> begun = await(pieces, true);
        assertEquals(36, pieces.left());
        assertEquals(100, all(begun).size());
    }

    @Test
    void anEmptyStreamBegins() {
        assertNull(await(TestingPieces.of(List.of()), true).next(Duration.ofSeconds(1)));
    }

    @Test
    void silenceIsFilledAndNotHeldBack() {
        List<Piece<ChatEvent>> pieces = List.of(Piece.silence(), START, Piece.silence(), CONTENT);
        assertEquals(List.of(START, CONTENT), all(await(TestingPieces.of(pieces), true)));
        assertEquals(2, fillers);
    }

    @Test
    void aFaultInsideTheGatewayLeavesNothingOpen() {
        TestingPieces<ChatEvent> pieces = TestingPieces.of(List.of(Piece.silence()));
        StreamClock clock =
                new StreamClock(Timeouts.DEFAULT, Duration.ofMinutes(1), System.nanoTime() + 60_000_000_000L);
        assertThrows(
                IllegalStateException.class,
                () -> Beginning.await(
                        new Answer.Streaming<String, ChatEvent>(200, Headers.none(), false, pieces),
                        attempt,
                        true,
                        clock,
                        () -> {
                            throw new IllegalStateException("told to fail");
                        }));
        assertTrue(pieces.closed());
    }
}
