package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every guardrail must do: stand where it says and nowhere else, let harmless text alone, hold harmful text back however
 * it is cut, and never repeat it in a reason.
 */
public abstract class GuardrailContract extends ComponentContract<Guardrail> {
    private static final ExchangeContext EXCHANGE = TestingExchange.chat("contract-model");

    /** Where it stands: the declaration that is checked. */
    protected abstract Set<Stage> stages();

    /** A text that it lets pass as it is. */
    protected abstract String harmless();

    /** A text that it blocks or changes, in a request and in a reply; at least two characters. */
    protected abstract String harmful();

    @Test
    void standsWhereItDeclares() {
        assertFalse(stages().isEmpty(), "a guardrail that stands nowhere checks nothing");
        assertEquals(stages(), component().stages(), "declared stages, and stages of the guardrail");
        assertEquals(component().stages(), component().stages(), "stages() must not change");
    }

    @TestFactory
    Stream<DynamicTest> doesNothingWhereItDoesNotStand() {
        return Stream.of(Stage.values())
                .filter(stage -> !stages().contains(stage))
                .map(stage -> dynamicTest(
                        stage.toString(),
                        () -> assertInstanceOf(Verdict.Allow.class, check(stage, component(), harmful()))));
    }

    @TestFactory
    Stream<DynamicTest> letsHarmlessTextPass() {
        return wholeStages()
                .map(stage -> dynamicTest(
                        stage.toString(),
                        () -> assertInstanceOf(Verdict.Allow.class, check(stage, component(), harmless()))));
    }

    @TestFactory
    Stream<DynamicTest> holdsHarmfulTextBack() {
        return wholeStages()
                .map(stage -> dynamicTest(stage.toString(), () -> {
                    Verdict<?> verdict = check(stage, component(), "It says " + harmful() + ", twice: " + harmful());
                    assertFalse(verdict instanceof Verdict.Allow, "allowed (expected: blocked or changed)");
                    assertTrue(!replacement(verdict).contains(harmful()), "the replacement still holds the text");
                    assertSilent(verdict);
                }));
    }

    @Test
    void looksAtEveryMessage() {
        if (stages().contains(Stage.REQUEST)) {
            ChatRequest request = ChatRequest.builder(
                            "m",
                            List.of(
                                    Message.of(Role.USER, harmful()),
                                    Message.of(Role.ASSISTANT, harmless()),
                                    Message.of(Role.USER, harmless())))
                    .build();
            assertFalse(component().checkRequest(request, EXCHANGE) instanceof Verdict.Allow);
        }
    }

    @Test
    void bearsAMessageWithoutText() {
        if (stages().contains(Stage.REQUEST)) {
            ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.USER, List.of())))
                    .build();
            component().checkRequest(request, EXCHANGE);
        }
        if (stages().contains(Stage.REPLY)) {
            component().checkReply(reply(List.of()), EXCHANGE);
        }
    }

    /** Harmless text comes out as it went in; of harmful text the caller never sees the whole, cut where it may be. */
    @Test
    void filtersTextCutAnywhere() {
        if (stages().contains(Stage.TEXT)) {
            String harm = "So " + harmful() + " it is";
            for (int cut = 0; cut <= harm.length(); cut++) {
                String out = filtered(harm.substring(0, cut), harm.substring(cut));
                assertFalse(out.contains(harmful()), "cut at " + cut + " the text goes out");
            }
            for (int cut = 0; cut <= harmless().length(); cut++) {
                assertEquals(
                        harmless(),
                        filtered(harmless().substring(0, cut), harmless().substring(cut)));
            }
        }
    }

    @Test
    void keepsRepliesApart() {
        if (stages().contains(Stage.TEXT)) {
            int middle = harmful().length() / 2;
            TextFilter one = component().textFilter(EXCHANGE);
            TextFilter other = component().textFilter(EXCHANGE);
            StringBuilder out = new StringBuilder();
            feed(one, harmful().substring(0, middle), new StringBuilder());
            assertTrue(feed(other, harmless(), out), "what another reply said blocks this one");
            assertEquals(harmless(), out + other.end());
        }
    }

    @Test
    void checksForManyThreadsAtOnce() throws InterruptedException {
        Guardrail guardrail = component();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Stage stage : wholeStages().toList()) {
            for (int number = 0; number < 16; number++) {
                String text = number % 2 == 0 ? harmless() : harmful();
                boolean passes = number % 2 == 0;
                threads.add(Thread.ofVirtual().start(() -> {
                    if (check(stage, guardrail, text) instanceof Verdict.Allow != passes) {
                        wrong.add(stage + ": " + (passes ? "held back" : "let pass"));
                    }
                }));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }

    private Stream<Stage> wholeStages() {
        return stages().stream().filter(stage -> stage != Stage.TEXT).sorted();
    }

    private static Verdict<?> check(Stage stage, Guardrail guardrail, String text) {
        return switch (stage) {
            case REQUEST ->
                guardrail.checkRequest(
                        ChatRequest.builder("m", List.of(Message.of(Role.USER, text)))
                                .build(),
                        EXCHANGE);
            case REPLY -> guardrail.checkReply(reply(List.of(new Block.Text(text))), EXCHANGE);
            case TEXT -> guardrail.textFilter(EXCHANGE).next(text);
        };
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

    private static String replacement(Verdict<?> verdict) {
        return switch (verdict) {
            case Verdict.Rewrite<?>(ChatRequest request, var _) ->
                String.join("\n", request.messages().stream().map(Message::text).toList());
            case Verdict.Rewrite<?>(ChatResponse reply, var _) ->
                reply.choices().getFirst().content().toString();
            default -> "";
        };
    }

    private String filtered(String... pieces) {
        TextFilter filter = component().textFilter(EXCHANGE);
        StringBuilder out = new StringBuilder();
        for (String piece : pieces) {
            if (!feed(filter, piece, out)) {
                return out.toString();
            }
        }
        return out + filter.end();
    }

    private boolean feed(TextFilter filter, String piece, StringBuilder out) {
        Verdict<String> verdict = filter.next(piece);
        assertSilent(verdict);
        switch (verdict) {
            case Verdict.Allow<String> _ -> out.append(piece);
            case Verdict.Rewrite<String>(String replacement, var _) -> out.append(replacement);
            case Verdict.Block<String> _ -> {
                return false;
            }
        }
        return true;
    }

    private void assertSilent(Verdict<?> verdict) {
        String reason = switch (verdict) {
            case Verdict.Allow<?> _ -> "";
            case Verdict.Rewrite<?>(var _, String why) -> why;
            case Verdict.Block<?>(String why) -> why;
        };
        assertFalse(reason.contains(harmful()), "the reason repeats the content");
        assertTrue(verdict instanceof Verdict.Allow || !reason.isBlank(), "there is no reason");
    }
}
