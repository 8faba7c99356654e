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
import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Guardrails that watch a reply's text go by. */
class TextGuardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestingExchange exchange = TestingExchange.chat("m");

    private record Watching(Supplier<TextFilter> filter) implements Guardrail {
        @Override
        public Set<Stage> stages() {
            return Set.of(Stage.TEXT);
        }

        @Override
        public TextFilter textFilter(ExchangeContext context) {
            return filter.get();
        }
    }

    /** Lets each character out when the next one comes, and the last one at the end. */
    private static final class Late implements TextFilter {
        private String kept = "";

        @Override
        public Verdict<String> next(String piece) {
            String text = kept + piece;
            int out = Math.max(0, text.length() - 1);
            kept = text.substring(out);
            return new Verdict.Rewrite<>(text.substring(0, out), "late");
        }

        @Override
        public String end() {
            return kept;
        }
    }

    /** Fails when asked for the end. */
    private static final class Endless implements TextFilter {
        @Override
        public Verdict<String> next(String piece) {
            return Verdict.allow();
        }

        @Override
        public String end() {
            throw new IllegalStateException("told to fail");
        }
    }

    private static Verdict<String> upper(String piece) {
        String upper = piece.toUpperCase(Locale.ROOT);
        return upper.equals(piece) ? Verdict.allow() : new Verdict.Rewrite<>(upper, "upper case");
    }

    private static Verdict<String> noBombs(String piece) {
        return piece.contains("bomb") ? new Verdict.Block<>("no bombs") : Verdict.allow();
    }

    private static Verdict<String> fail(String piece) {
        throw new IllegalStateException("told to fail");
    }

    private static Instance<Guardrail> watching(FailureMode mode, Supplier<TextFilter> filter) {
        return TestingParts.instance("watch", new Watching(filter), mode);
    }

    private static Instance<Guardrail> watching(Supplier<TextFilter> filter) {
        return watching(FailureMode.BLOCK, filter);
    }

    private Guards guards(Instance<Guardrail> guardrail) {
        return new Guards(List.of(guardrail), exchange, PATIENCE);
    }

    private Guards guards(Instance<Guardrail> first, Instance<Guardrail> second) {
        return new Guards(List.of(first, second), exchange, PATIENCE);
    }

    private static Piece<ChatEvent> piece(ChatEvent event) {
        return Piece.decoded(List.of(event));
    }

    private static Piece<ChatEvent> start(int choice, String text) {
        return piece(new ChatEvent.BlockStarted(choice, 0, new Block.Text(text)));
    }

    private static Piece<ChatEvent> more(int choice, String text) {
        return piece(new ChatEvent.BlockDelta(choice, 0, new ChatEvent.Delta.Text(text)));
    }

    private static Piece<ChatEvent> stop(int choice) {
        return piece(new ChatEvent.BlockStopped(choice, 0));
    }

    private static List<Piece<ChatEvent>> all(Pieces<ChatEvent> pieces) {
        List<Piece<ChatEvent>> all = new ArrayList<>();
        for (Piece<ChatEvent> piece = pieces.next(PATIENCE); piece != null; piece = pieces.next(PATIENCE)) {
            all.add(piece);
        }
        return all;
    }

    private List<Piece<ChatEvent>> through(Guards guards, List<Piece<ChatEvent>> pieces) {
        return all(guards.guard(TestingPieces.of(pieces)));
    }

    /** The text of one choice, as a caller puts it together. */
    private static String text(List<Piece<ChatEvent>> pieces, int choice) {
        StringBuilder text = new StringBuilder();
        for (Piece<ChatEvent> piece : pieces) {
            for (ChatEvent event : piece.events()) {
                if (event instanceof ChatEvent.BlockStarted(int c, int _, Block.Text block) && c == choice) {
                    text.append(block.text());
                }
                if (event instanceof ChatEvent.BlockDelta(int c, int _, ChatEvent.Delta.Text delta) && c == choice) {
                    text.append(delta.text());
                }
            }
        }
        return text.toString();
    }

    @Test
    void piecesThatNobodyChangesAreTheSameObjects() {
        List<Piece<ChatEvent>> pieces = List.of(
                start(0, ""),
                more(0, "hi"),
                piece(new ChatEvent.BlockDelta(0, 1, new ChatEvent.Delta.Input("{\"bomb\":1}"))),
                Piece.silence(),
                stop(0));
        List<Piece<ChatEvent>> out = through(guards(watching(() -> TextGuardsTest::noBombs)), pieces);
        assertEquals(pieces.size(), out.size());
        for (int i = 0; i < out.size(); i++) {
            assertSame(pieces.get(i), out.get(i));
        }
    }

    @Test
    void changedTextIsWrittenAnewAndTheRestIsKept() {
        Piece<ChatEvent> kept = more(0, "HI");
        List<Piece<ChatEvent>> out = through(
                guards(watching(() -> TextGuardsTest::upper)), List.of(start(0, "a"), kept, more(0, "b"), stop(0)));
        assertEquals("AHIB", text(out, 0));
        assertSame(kept, out.get(1));
        assertTrue(out.get(2).raw().isEmpty());
    }

    @Test
    void whatAFilterKeptBackComesBeforeTheBlockEnds() {
        List<Piece<ChatEvent>> out =
                through(guards(watching(Late::new)), List.of(start(0, ""), more(0, "abc"), more(0, "d"), stop(0)));
        assertEquals("abcd", text(out, 0));
        List<ChatEvent> last = out.getLast().events();
        assertEquals(2, last.size());
        assertEquals(new ChatEvent.BlockStopped(0, 0), last.getLast());
    }

    @Test
    void whatOneFilterKeptBackPassesThroughTheNext() {
        List<Piece<ChatEvent>> pieces = List.of(start(0, ""), more(0, "ab"), stop(0));
        assertEquals(
                "AB", text(through(guards(watching(Late::new), watching(() -> TextGuardsTest::upper)), pieces), 0));
        assertEquals("ab", text(through(guards(watching(Late::new), watching(Late::new)), pieces), 0));
        Guards blocking = guards(
                watching(Late::new),
                watching(() -> piece -> piece.contains("b") ? new Verdict.Block<>("b") : Verdict.allow()));
        assertThrows(GatewayException.class, () -> through(blocking, pieces));
    }

    @Test
    void eachChoiceHasAFilterOfItsOwn() {
        List<Piece<ChatEvent>> out = through(
                guards(watching(Late::new)),
                List.of(start(0, ""), start(1, ""), more(0, "ab"), more(1, "xy"), stop(1), stop(0)));
        assertEquals("ab", text(out, 0));
        assertEquals("xy", text(out, 1));
    }

    @Test
    void aBlockEndsTheStreamWhereItStands() {
        Piece<ChatEvent> before = more(0, "a");
        Pieces<ChatEvent> guarded = guards(watching(() -> TextGuardsTest::noBombs))
                .guard(TestingPieces.of(List.of(before, more(0, "a bomb"), more(0, "b"))));
        assertSame(before, guarded.next(PATIENCE));
        GatewayException blocked = assertThrows(GatewayException.class, () -> guarded.next(PATIENCE));
        assertEquals(ErrorKind.CONTENT_POLICY, blocked.error().kind());
        assertEquals("no bombs", blocked.error().message());
    }

    @Test
    void aFailureBlocksOrPassesAsTheOperatorSays() {
        List<Piece<ChatEvent>> pieces = List.of(start(0, "a"), more(0, "b"), stop(0));
        List<Supplier<TextFilter>> failing = List.of(
                () -> TextGuardsTest::fail,
                () -> {
                    throw new IllegalStateException("told to fail");
                },
                Endless::new);
        for (Supplier<TextFilter> filter : failing) {
            assertEquals(pieces, through(guards(watching(FailureMode.PASS, filter)), pieces));
            assertEquals(
                    "failed (IllegalStateException), so passed",
                    exchange.decisions().getLast().reason());
            Guards blocking = guards(watching(FailureMode.BLOCK, filter));
            GatewayException blocked = assertThrows(GatewayException.class, () -> through(blocking, pieces));
            assertEquals(ErrorKind.INTERNAL, blocked.error().kind());
        }
    }

    @Test
    void aWholeReplyPassesBlockByBlock() {
        Block tool = new Block.Refusal("no", Annotations.NONE);
        ChatResponse reply = reply(List.of(new Block.Text("ab"), tool, new Block.Text("CD")));
        ChatResponse checked = guards(watching(Late::new), watching(() -> TextGuardsTest::upper))
                .checkReply(reply);
        assertEquals(
                List.of(new Block.Text("AB"), tool, new Block.Text("CD")),
                checked.choices().getFirst().content());
        ChatResponse fine = reply(List.of(new Block.Text("CD")));
        assertSame(fine, guards(watching(() -> TextGuardsTest::upper)).checkReply(fine));
        assertThrows(
                GatewayException.class,
                () -> guards(watching(() -> TextGuardsTest::noBombs))
                        .checkReply(reply(List.of(new Block.Text("a bomb")))));
    }

    private static ChatResponse reply(List<Block> content) {
        return new ChatResponse(
                "id",
                "m",
                Instant.EPOCH,
                List.of(new ChatResponse.Choice(0, content, StopReason.END_TURN, Optional.empty())),
                Usage.none(),
                Extras.NONE);
    }
}
