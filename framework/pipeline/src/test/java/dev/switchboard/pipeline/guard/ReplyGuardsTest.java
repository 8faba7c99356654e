package dev.switchboard.pipeline.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.attempt.Piece;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.pipeline.attempt.TestingPieces;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Guardrails that see replies whole: at once, or held back while they stream. */
class ReplyGuardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ChatResponse HELLO = reply("Hello");

    private final TestingExchange exchange = TestingExchange.chat("m");

    private record Judge(Function<ChatResponse, Verdict<ChatResponse>> judgement) implements Guardrail {
        @Override
        public Set<Stage> stages() {
            return Set.of(Stage.REPLY);
        }

        @Override
        public Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext context) {
            return judgement.apply(reply);
        }
    }

    private static ChatResponse reply(String text) {
        return new ChatResponse(
                "id",
                "m",
                Instant.EPOCH,
                List.of(new ChatResponse.Choice(
                        0, List.of(new Block.Text(text)), StopReason.END_TURN, Optional.empty())),
                Usage.none(),
                Extras.NONE);
    }

    private static String text(ChatResponse reply) {
        return ((Block.Text) reply.choices().getFirst().content().getFirst()).text();
    }

    private static Instance<Guardrail> judge(
            FailureMode mode, Function<ChatResponse, Verdict<ChatResponse>> judgement) {
        return TestingParts.instance("judge", new Judge(judgement), mode);
    }

    private static Instance<Guardrail> appending(String more) {
        return judge(FailureMode.BLOCK, reply -> new Verdict.Rewrite<>(reply(text(reply) + more), "appended " + more));
    }

    private static final Instance<Guardrail> ALLOWING = judge(FailureMode.BLOCK, _ -> Verdict.allow());
    private static final Instance<Guardrail> BLOCKING = judge(FailureMode.PASS, _ -> new Verdict.Block<>("not this"));

    private static Instance<Guardrail> failing(FailureMode mode) {
        return judge(mode, _ -> {
            throw new IllegalStateException("told to fail");
        });
    }

    private Guards guards(Instance<Guardrail> guardrail) {
        return new Guards(List.of(guardrail), exchange, PATIENCE);
    }

    private Guards guards(Instance<Guardrail> first, Instance<Guardrail> second) {
        return new Guards(List.of(first, second), exchange, PATIENCE);
    }

    /** A stream of one piece for each event of a reply. */
    private static List<Piece<ChatEvent>> streamed(ChatResponse reply) {
        List<Piece<ChatEvent>> pieces = new ArrayList<>();
        ChatEvents.of(reply).forEach(event -> pieces.add(Piece.decoded(List.of(event))));
        return pieces;
    }

    private static List<Piece<ChatEvent>> all(Pieces<ChatEvent> pieces) {
        List<Piece<ChatEvent>> all = new ArrayList<>();
        for (Piece<ChatEvent> piece = pieces.next(PATIENCE); piece != null; piece = pieces.next(PATIENCE)) {
            all.add(piece);
        }
        return all;
    }

    @Test
    void aReplyThatIsAllowedIsTheSameObject() {
        assertSame(HELLO, guards(ALLOWING).checkReply(HELLO));
        assertEquals(List.of(), exchange.decisions());
    }

    @Test
    void rewritesGoOnToTheNextGuardrailInOrder() {
        assertEquals(
                "Hello, you!", text(guards(appending(", you"), appending("!")).checkReply(HELLO)));
        assertEquals(
                List.of("rewritten: appended , you", "rewritten: appended !"),
                exchange.decisions().stream().map(Decision::reason).toList());
    }

    @Test
    void aBlockEndsIt() {
        Guards guards = guards(BLOCKING, failing(FailureMode.BLOCK));
        GatewayError error = assertThrows(GatewayException.class, () -> guards.checkReply(HELLO))
                .error();
        assertEquals(ErrorKind.CONTENT_POLICY, error.kind());
        assertEquals("not this", error.message());
        assertEquals(List.of(new Decision("guard", "judge", "blocked: not this")), exchange.decisions());
    }

    @Test
    void aFailureBlocksOrPassesAsTheOperatorSays() {
        assertEquals(
                "Hello!", text(guards(failing(FailureMode.PASS), appending("!")).checkReply(HELLO)));
        assertEquals(
                "failed (IllegalStateException), so passed",
                exchange.decisions().getFirst().reason());
        Guards blocking = guards(failing(FailureMode.BLOCK));
        GatewayError error = assertThrows(GatewayException.class, () -> blocking.checkReply(HELLO))
                .error();
        assertEquals(ErrorKind.INTERNAL, error.kind());
        assertTrue(!error.message().contains("told to fail"), error.message());
    }

    @Test
    void oneThatHangsIsInterruptedAndCountsAsFailed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Instance<Guardrail> hanging = judge(FailureMode.PASS, _ -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new Verdict.Block<>("too late");
        });
        Guards guards = new Guards(List.of(hanging), exchange, Duration.ofMillis(20));
        // On a busy machine the time may be over before the check has begun.
        for (int i = 0; i < 100 && begun.getCount() > 0; i++) {
            assertSame(HELLO, guards.checkReply(HELLO));
        }
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(
                "failed (no answer within 20 ms), so passed",
                exchange.decisions().getFirst().reason());
    }

    @Test
    void aStreamThatNobodyLooksAtIsTheSameObject() {
        Pieces<ChatEvent> pieces = TestingPieces.of(streamed(HELLO));
        assertSame(pieces, new Guards(List.of(), exchange, PATIENCE).guard(pieces));
    }

    @Test
    void aStreamIsHeldBackUntilItIsWholeAndKeepsItsPieces() {
        List<Piece<ChatEvent>> pieces = streamed(HELLO);
        TestingPieces<ChatEvent> source = TestingPieces.of(pieces);
        Pieces<ChatEvent> guarded = guards(ALLOWING).guard(source);
        assertSame(pieces.getFirst(), guarded.next(PATIENCE));
        assertEquals(0, source.left());
        assertTrue(guarded.ready());
        assertEquals(pieces.subList(1, pieces.size()), all(guarded));
    }

    @Test
    void aRewrittenStreamIsWrittenAnew() {
        Pieces<ChatEvent> guarded = guards(appending("!")).guard(TestingPieces.of(streamed(HELLO)));
        assertEquals(List.of(Piece.decoded(List.copyOf(ChatEvents.of(reply("Hello!"))))), all(guarded));
    }

    @Test
    void ofABlockedStreamNothingComesOut() {
        Pieces<ChatEvent> guarded = guards(BLOCKING).guard(TestingPieces.of(streamed(HELLO)));
        GatewayException blocked = assertThrows(GatewayException.class, () -> guarded.next(PATIENCE));
        assertEquals(ErrorKind.CONTENT_POLICY, blocked.error().kind());
    }

    @Test
    void aFailureBlocksOrPassesAStreamAsTheOperatorSays() {
        List<Piece<ChatEvent>> pieces = streamed(HELLO);
        assertEquals(pieces, all(guards(failing(FailureMode.PASS)).guard(TestingPieces.of(pieces))));
        Pieces<ChatEvent> guarded = guards(failing(FailureMode.BLOCK)).guard(TestingPieces.of(pieces));
        assertEquals(
                ErrorKind.INTERNAL,
                assertThrows(GatewayException.class, () -> guarded.next(PATIENCE))
                        .error()
                        .kind());
    }

    @Test
    void silenceIsToldWhileAStreamIsHeldBack() {
        List<Piece<ChatEvent>> pieces = streamed(HELLO);
        List<Piece<ChatEvent>> slow = new ArrayList<>(pieces);
        slow.add(1, Piece.silence());
        Pieces<ChatEvent> guarded = guards(ALLOWING).guard(TestingPieces.of(slow));
        assertSame(Piece.silence(), guarded.next(PATIENCE));
        assertEquals(pieces, all(guarded));
    }

    @Test
    void ofAStreamThatFailsNothingWasShown() {
        GatewayError failure = GatewayError.of(ErrorKind.OVERLOADED, "told to fail");
        List<Piece<ChatEvent>> begun = streamed(HELLO).subList(0, 2);
        List<Piece<ChatEvent>> failed = new ArrayList<>(begun);
        failed.add(Piece.decoded(List.of(new ChatEvent.Failed(failure))));
        for (Pieces<ChatEvent> source :
                List.of(TestingPieces.of(failed), TestingPieces.cut(begun, failure.asException()))) {
            Pieces<ChatEvent> guarded = guards(ALLOWING).guard(source);
            assertEquals(
                    failure,
                    assertThrows(GatewayException.class, () -> guarded.next(PATIENCE))
                            .error());
        }
    }

    @Test
    void closingClosesTheSource() {
        TestingPieces<ChatEvent> source = TestingPieces.of(streamed(HELLO));
        guards(ALLOWING).guard(source).close();
        assertTrue(source.closed());
    }
}
