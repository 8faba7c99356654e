package dev.switchboard.routing.complexity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Price;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComplexityStrategyTest {
    private static final List<String> EASY = List.of(
            "Hi",
            "What is the capital of France?",
            "Translate 'good morning' to Spanish.",
            "thanks!",
            "Who wrote Faust?");
    private static final List<String> MIDDLING = List.of(
            "Write a function in Python that reads a CSV file and returns the mean of each column.",
            "Explain how a database index works and when it slows writes down.",
            "Summarize the following in three bullet points: "
                    + "The committee met again and spoke at length. ".repeat(40));
    private static final List<String> HARD = List.of(
            "Prove step by step that the algorithm terminates. First define the invariant, then analyze its complexity, and"
                    + " finally compare the trade-offs with the alternative.\n```java\nclass A { void f() { while (x) {} } }\n```",
            "Design the architecture of a distributed scheduler. 1. Derive the throughput bound. 2. Analyze why the"
                    + " protocol can deadlock. 3. Think through the migration step by step.\n"
                    + "The present system is described below. ".repeat(80));

    private final TestingCandidate cheap = TestingCandidate.of("cheap", 1).at(new Price(100, 400));
    private final TestingCandidate middle = TestingCandidate.of("middle", 1).at(new Price(1_000, 4_000));
    private final TestingCandidate dear = TestingCandidate.of("dear", 1).at(new Price(10_000, 40_000));
    private final List<Candidate> candidates = List.of(dear, cheap, middle);

    private static TestingExchange asking(String text) {
        return TestingExchange.chat("m")
                .asking(ChatRequest.builder("m", List.of(Message.of(Role.USER, text)))
                        .build());
    }

    private static Candidate choose(List<ComplexityConfig.Rule> rules, String text, List<Candidate> candidates) {
        return new ComplexityStrategy(rules).choose(asking(text), candidates);
    }

    @Test
    void theHarderTheRequestTheDearerTheTarget() {
        EASY.forEach(text -> assertSame(cheap, choose(List.of(), text, candidates), text));
        MIDDLING.forEach(text -> assertSame(middle, choose(List.of(), text, candidates), text));
        HARD.forEach(text -> assertSame(dear, choose(List.of(), text, candidates), text));
    }

    @Test
    void aTargetWithoutAPriceCountsAsTheDearest() {
        assertSame(cheap, choose(List.of(), "Hi", List.of(TestingCandidate.of("unknown", 1), cheap)));
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        List<ComplexityConfig.Rule> rules = List.of(
                new ComplexityConfig.Rule("gone/gone", List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                rule(middle, List.of("invoice", "receipt")),
                rule(dear, List.of("contract")));

        assertSame(middle, choose(rules, "Is this Invoice a contract?", candidates));
        assertSame(dear, choose(rules, "Read the CONTRACT.", candidates));
        assertSame(cheap, choose(rules, "Hi", candidates));
    }

    private static ComplexityConfig.Rule rule(Candidate target, List<String> words) {
        return new ComplexityConfig.Rule(
                target.target().id(), words, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void saysHowHardItFoundTheRequest() {
        TestingExchange exchange = asking("Hi");
        new ComplexityStrategy(List.of()).choose(exchange, candidates);
        assertTrue(exchange.decisions().getFirst().reason().startsWith("difficulty "), exchange.decisions()::toString);
    }

    @Test
    void whatIsNoChatGoesToTheFirst() {
        assertSame(dear, new ComplexityStrategy(List.of()).choose(TestingExchange.chat("m"), candidates));
        assertEquals(List.of(), TestingExchange.chat("m").decisions());
    }
}
