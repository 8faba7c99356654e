package dev.switchboard.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.attempt.TestingFailures;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingTest {
    private static final Answer<String, ChatEvent> ANSWER = new Answer.Decoded<>("reply", Headers.none());

    private final TestingExchange exchange = TestingExchange.chat("m");
    private final List<RoutedTarget> targets =
            List.of(TestingParts.target("a", "a-*"), TestingParts.target("b", "b-*"), TestingParts.target("c", "c-*"));
    private final List<String> tried = new ArrayList<>();

    /** Takes the last one and writes down what it is asked and told. */
    private static class LastFirst implements RoutingStrategy {
        private final List<String> asked = new ArrayList<>();
        private final List<String> told = new ArrayList<>();

        @Override
        public Candidate choose(ExchangeContext context, List<Candidate> candidates) {
            asked.add(candidates.toString());
            return candidates.getLast();
        }

        @Override
        public void finished(Candidate candidate, AttemptReport attempt) {
            told.add(candidate + " " + attempt.number());
        }
    }

    private Routing routing(int maxAttempts, Optional<RoutingStrategy> strategy) {
        Model model = new Model(
                "*",
                targets,
                strategy.map(it -> TestingParts.instance("strategy", it, FailureMode.PASS)),
                Instant.EPOCH);
        return new Routing(
                exchange,
                new ModelTable.Resolved(model, "large"),
                maxAttempts,
                attempt -> tried.add(attempt.target().id()));
    }

    private Routing routing(int maxAttempts) {
        return routing(maxAttempts, Optional.empty());
    }

    /** Fails as often as there are kinds, then answers. */
    private Answer<String, ChatEvent> answer(Routing routing, ErrorKind... kinds) {
        return routing.answer(_ -> {
            if (tried.size() <= kinds.length) {
                throw TestingFailures.of(kinds[tried.size() - 1]);
            }
            return ANSWER;
        });
    }

    private AttemptFailedException assertFails(Routing routing, ErrorKind... kinds) {
        return assertThrows(AttemptFailedException.class, () -> answer(routing, kinds));
    }

    @Test
    void theFirstTargetIsTakenAndTheMatchedTextFilledIn() {
        assertEquals(ANSWER, answer(routing(3)));
        assertEquals(List.of("a/a-large"), tried);
        assertEquals(List.of(), exchange.decisions());
    }

    @ParameterizedTest
    @EnumSource
    void onlyATransientFailureLeadsToTheNextTarget(ErrorKind kind) {
        if (kind.isTransient()) {
            assertEquals(ANSWER, answer(routing(3), kind));
            assertEquals(List.of("a/a-large", "b/b-large"), tried);
            assertEquals(
                    List.of(new Decision("route", "a/a-large", "failed with " + kind.status() + ", next target")),
                    exchange.decisions());
        } else {
            assertEquals(kind, assertFails(routing(3), kind).error().kind());
            assertEquals(List.of("a/a-large"), tried);
        }
    }

    @Test
    void attemptsAreBounded() {
        AttemptFailedException last = assertFails(routing(2), ErrorKind.UPSTREAM, ErrorKind.RATE_LIMIT);
        assertEquals(ErrorKind.RATE_LIMIT, last.error().kind());
        assertEquals(List.of("a/a-large", "b/b-large"), tried);
    }

    @Test
    void noTargetIsTriedTwice() {
        assertFails(routing(9), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM, ErrorKind.UPSTREAM);
        assertEquals(List.of("a/a-large", "b/b-large", "c/c-large"), tried);
    }

    @Test
    void saysWhetherAFailureWouldLeadToAnotherTarget() {
        List<Boolean> said = new ArrayList<>();
        Routing routing = routing(9);
        assertThrows(
                AttemptFailedException.class,
                () -> routing.<String, ChatEvent>answer(_ -> {
                    said.add(routing.hasAnother());
                    throw TestingFailures.of(ErrorKind.UPSTREAM);
                }));
        assertEquals(List.of(true, true, false), said);
        Routing once = routing(1);
        once.<String, ChatEvent>answer(_ -> {
            assertFalse(once.hasAnother());
            return ANSWER;
        });
    }

    @Test
    void whatIsNoFailedAttemptEndsTheExchange() {
        GatewayException gone = GatewayException.of(ErrorKind.UPSTREAM, "after the first content");
        assertEquals(
                gone,
                assertThrows(
                        GatewayException.class,
                        () -> routing(3).answer(_ -> {
                            throw gone;
                        })));
        assertEquals(1, tried.size());
    }

    @Test
    void aFailedAttemptIsOverBeforeTheNextBegins() {
        routing(3).<String, ChatEvent>answer(attempt -> {
            if (tried.size() == 1) {
                throw TestingFailures.of(ErrorKind.UPSTREAM);
            }
            assertEquals(
                    List.of(0, 1, 0),
                    targets.stream().map(RoutedTarget::inFlight).toList());
            return ANSWER;
        });
    }

    @Test
    void theStrategyChoosesAmongThoseThatAreLeftAndLearns() {
        LastFirst strategy = new LastFirst();
        assertFails(
                routing(9, Optional.of(strategy)), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM, ErrorKind.INVALID_REQUEST);
        assertEquals(List.of("c/c-large", "b/b-large", "a/a-large"), tried);
        // The last one left is not asked about.
        assertEquals(List.of("[a/a-*, b/b-*, c/c-*]", "[a/a-*, b/b-*]"), strategy.asked);
        assertEquals(List.of("c/c-* 1", "b/b-* 2", "a/a-* 3"), strategy.told);
    }

    @Test
    void anAnswerIsLearnedWhenTheAttemptIsOver() {
        LastFirst strategy = new LastFirst();
        List<Attempt> answered = new ArrayList<>();
        routing(9, Optional.of(strategy)).<String, ChatEvent>answer(attempt -> {
            answered.add(attempt);
            return ANSWER;
        });
        assertEquals(List.of(), strategy.told);
        answered.forEach(Attempt::finish);
        answered.forEach(Attempt::finish);
        assertEquals(List.of("c/c-* 1"), strategy.told);
    }

    @Test
    void aStrategyThatCannotChooseMeansTheFirstTarget() {
        List<RoutingStrategy> broken = List.of(
                (_, _) -> {
                    throw new IllegalStateException("told to fail");
                },
                (_, _) -> TestingCandidate.of("stranger", 1));
        for (RoutingStrategy strategy : broken) {
            tried.clear();
            answer(routing(3, Optional.of(strategy)));
            assertEquals(List.of("a/a-large"), tried);
            assertEquals(
                    "route strategy: failed to choose, so the first target is taken",
                    text(exchange.decisions().getLast()));
        }
    }

    @Test
    void aTargetThatFailedIsNoAnswerOfAStrategy() {
        answer(routing(3, Optional.of((_, _) -> targets.getFirst())), ErrorKind.UPSTREAM);
        assertEquals(List.of("a/a-large", "b/b-large"), tried);
        assertTrue(text(exchange.decisions().getLast()).contains("failed to choose"), exchange.decisions()::toString);
    }

    @Test
    void aStrategyThatCannotLearnHarmsNobody() {
        RoutingStrategy strategy = new LastFirst() {
            @Override
            public void finished(Candidate candidate, AttemptReport attempt) {
                throw new IllegalStateException("told to fail");
            }
        };
        assertEquals(ANSWER, answer(routing(3, Optional.of(strategy)), ErrorKind.UPSTREAM));
        assertEquals(
                "route strategy: failed to learn from an attempt",
                text(exchange.decisions().getFirst()));
    }

    private static String text(Decision decision) {
        return decision.phase() + " " + decision.subject() + ": " + decision.reason();
    }
}
