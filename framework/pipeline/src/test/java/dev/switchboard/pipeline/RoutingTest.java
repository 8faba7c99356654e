package dev.switchboard.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.attempt.TestingFailures;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.Route;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.route.RoutingRules;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingTest {
    private static final Answer<String, ChatEvent> ANSWER = new Answer.Decoded<>("reply", Headers.none());

    private final TestingExchange exchange = TestingExchange.chat("m");
    private final List<RoutedTarget> targets =
            List.of(TestingParts.target("a", "a-*"), TestingParts.target("b", "b-*"), TestingParts.target("c", "c-*"));
    private final List<String> tried = new ArrayList<>();
    private final List<Attempt> answered = new ArrayList<>();
    private final Routing.Host host = new Routing.Host() {
        @Override
        public void begins(Attempt attempt) {
            tried.add(attempt.target().id());
        }

        @Override
        public void answered(Attempt attempt) {
            answered.add(attempt);
        }

        @Override
        public void pause(Duration wait) {
            throw new AssertionError("nothing to wait for");
        }

        @Override
        public void silence() {}

        @Override
        public Runnable keepWorld() {
            return () -> {};
        }
    };

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
                Instant.EPOCH,
                Model.Plan.of(RoutingRules.DEFAULT.withMaxAttempts(maxAttempts)));
        Route route = new Route(
                new ModelTable(List.of(model), Map.of()),
                new ModelTable.Resolved(model, List.of("large")),
                Demand.NONE,
                exchange,
                new LiveState(System::nanoTime, new SplittableRandom(1)),
                System.nanoTime() + 60_000_000_000L);
        return new Routing(exchange, route, host, Duration.ofSeconds(15), System::nanoTime);
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
        assertEquals(
                List.of("route a/a-*: taken by its place in the list, one of 3"),
                exchange.decisions().stream().map(RoutingTest::text).toList());
    }

    @ParameterizedTest
    @EnumSource
    void onlyATransientFailureLeadsToTheNextTarget(ErrorKind kind) {
        if (kind.isTransient()) {
            assertEquals(ANSWER, answer(routing(3), kind));
            assertEquals(List.of("a/a-large", "b/b-large"), tried);
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
    void saysWhetherAFailureCouldLeadToAnotherAttempt() {
        List<Boolean> said = new ArrayList<>();
        Routing routing = routing(2);
        assertThrows(
                AttemptFailedException.class,
                () -> routing.<String, ChatEvent>answer(_ -> {
                    said.add(routing.mayGoOn());
                    throw TestingFailures.of(ErrorKind.UPSTREAM);
                }));
        assertEquals(List.of(true, false), said);
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
        answer(routing(9, Optional.of(strategy)));
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
                    List.of(
                            "route strategy: failed to choose, so the first target is taken",
                            "route a/a-*: taken by strategy, one of 3"),
                    exchange.decisions().stream().map(RoutingTest::text).toList());
            exchange.decisions().clear();
        }
    }

    @Test
    void aTargetThatFailedIsNoAnswerOfAStrategy() {
        answer(routing(3, Optional.of((_, _) -> targets.getFirst())), ErrorKind.UPSTREAM);
        assertEquals(List.of("a/a-large", "b/b-large"), tried);
        assertTrue(
                exchange.decisions().stream().anyMatch(each -> text(each).contains("failed to choose")),
                exchange.decisions()::toString);
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
        assertTrue(
                exchange.decisions().stream()
                        .anyMatch(each -> text(each).equals("route strategy: failed to learn from an attempt")),
                exchange.decisions()::toString);
    }

    private static String text(Decision decision) {
        return decision.phase() + " " + decision.subject() + ": " + decision.reason();
    }
}
