package dev.switchboard.pipeline.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private static final ChatRequest REQUEST =
            ChatRequest.builder("m", List.of()).build();

    private final TestingExchange exchange = TestingExchange.chat("m");

    /** Looks at requests and says what it was told to say. */
    private record Saying(UnaryOperator<Verdict<ChatRequest>> verdict) implements Guardrail {
        @Override
        public Set<Stage> stages() {
            return Set.of(Stage.REQUEST);
        }

        @Override
        public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext context) {
            return verdict.apply(Verdict.allow());
        }
    }

    private static Instance<Guardrail> guard(FailureMode mode, UnaryOperator<Verdict<ChatRequest>> verdict) {
        return TestingParts.instance("guard", new Saying(verdict), mode);
    }

    private Guards guards(Instance<Guardrail> guardrail) {
        return new Guards(List.of(guardrail), exchange, Duration.ofSeconds(10));
    }

    private static Verdict<ChatRequest> fail(Verdict<ChatRequest> ignored) {
        throw new IllegalStateException("told to fail");
    }

    @Test
    void looksOnlyWhereSomebodyWantsTo() {
        Guards guards = guards(guard(FailureMode.BLOCK, allow -> allow));
        assertTrue(guards.look(Guardrail.Stage.REQUEST));
        assertFalse(guards.lookAtReplies());
    }

    @Test
    void whatIsAllowedIsTheSameObject() {
        assertSame(REQUEST, guards(guard(FailureMode.BLOCK, allow -> allow)).checkRequest(REQUEST));
        assertEquals(List.of(), exchange.decisions());
    }

    @Test
    void aRewriteReplacesTheRequestAndIsTold() {
        ChatRequest other = ChatRequest.builder("other", List.of()).build();
        Guards guards = guards(guard(FailureMode.BLOCK, _ -> new Verdict.Rewrite<>(other, "masked")));
        assertSame(other, guards.checkRequest(REQUEST));
        assertEquals("rewritten: masked", exchange.decisions().getFirst().reason());
    }

    @Test
    void aBlockIsAnErrorOfThePolicy() {
        Guards guards = guards(guard(FailureMode.PASS, _ -> new Verdict.Block<>("not here")));
        GatewayException blocked = assertThrows(GatewayException.class, () -> guards.checkRequest(REQUEST));
        assertEquals(ErrorKind.CONTENT_POLICY, blocked.error().kind());
        assertEquals("blocked: not here", exchange.decisions().getFirst().reason());
    }

    @Test
    void aFailureBlocksOrPassesAsTheOperatorSays() {
        assertSame(REQUEST, guards(guard(FailureMode.PASS, GuardsTest::fail)).checkRequest(REQUEST));
        GatewayException blocked = assertThrows(
                GatewayException.class,
                () -> guards(guard(FailureMode.BLOCK, GuardsTest::fail)).checkRequest(REQUEST));
        assertEquals(ErrorKind.INTERNAL, blocked.error().kind());
        assertFalse(blocked.error().message().contains("told to fail"));
        assertEquals(2, exchange.decisions().size());
    }
}
