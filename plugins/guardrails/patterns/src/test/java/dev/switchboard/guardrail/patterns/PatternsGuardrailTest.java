package dev.switchboard.guardrail.patterns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.guardrail.patterns.PatternsConfig.Action;
import dev.switchboard.guardrail.patterns.PatternsConfig.Rule;
import dev.switchboard.guardrail.patterns.PatternsConfig.Side;
import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatternsGuardrailTest {
    private static final Rule SECRET = new Rule("secret word", "(?i)xyzzy", Action.BLOCK, "");
    private static final Rule CARD = new Rule("card", "\\b\\d{4}-\\d{4}\\b", Action.MASK, "[card $1]");

    private static PatternsGuardrail guardrail(Rule... rules) {
        return new PatternsGuardrail(new PatternsConfig(List.of(Side.REQUEST, Side.REPLY), List.of(rules)));
    }

    private static ChatRequest request(String text) {
        return ChatRequest.builder("m", List.of(Message.of(Role.USER, text))).build();
    }

    private static ChatResponse response(Block block) {
        return new ChatResponse(
                "id",
                "m",
                Instant.EPOCH,
                List.of(new ChatResponse.Choice(0, List.of(block), StopReason.END_TURN, Optional.empty())),
                Usage.none(),
                Extras.NONE);
    }

    @Test
    void letsCleanTextPass() {
        assertInstanceOf(
                Verdict.Allow.class, guardrail(SECRET, CARD).checkRequest(request("hello"), TestingExchange.chat("m")));
    }

    @Test
    void blocksByNameAndDoesNotRepeatTheText() {
        Verdict<ChatRequest> verdict =
                guardrail(SECRET).checkRequest(request("say XYZZY now"), TestingExchange.chat("m"));

        String reason = assertInstanceOf(Verdict.Block.class, verdict).reason();
        assertTrue(reason.contains("secret word"));
        assertFalse(reason.contains("XYZZY"));
    }

    @Test
    void masksEveryMatchInARequest() {
        Verdict<ChatRequest> verdict =
                guardrail(CARD).checkRequest(request("1234-5678 and 1111-2222"), TestingExchange.chat("m"));

        ChatRequest masked =
                (ChatRequest) assertInstanceOf(Verdict.Rewrite.class, verdict).replacement();
        assertEquals("[card $1] and [card $1]", masked.messages().getFirst().text());
    }

    @Test
    void masksWhatToolsAreGiven() {
        Block use = new Block.ToolUse(
                "1", "pay", "{\"card\":\"1234-5678\"}", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
        Verdict<ChatResponse> verdict = guardrail(CARD).checkReply(response(use), TestingExchange.chat("m"));

        ChatResponse masked =
                (ChatResponse) assertInstanceOf(Verdict.Rewrite.class, verdict).replacement();
        Block.ToolUse seen =
                (Block.ToolUse) masked.choices().getFirst().content().getFirst();
        assertEquals("{\"card\":\"[card $1]\"}", seen.input());
    }

    @Test
    void looksOnlyWhereItIsTold() {
        PatternsGuardrail replies = new PatternsGuardrail(new PatternsConfig(List.of(Side.REPLY), List.of(SECRET)));
        assertEquals(Set.of(Stage.REPLY), replies.stages());
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new Rule("bad", "(", Action.BLOCK, ""));
        assertThrows(IllegalArgumentException.class, () -> new PatternsConfig(List.of(Side.REPLY), List.of()));
    }
}
