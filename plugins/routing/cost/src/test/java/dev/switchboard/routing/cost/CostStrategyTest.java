package dev.switchboard.routing.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Price;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostStrategyTest {
    private static final TestingExchange EXCHANGE = TestingExchange.chat("m");

    private final TestingCandidate a = TestingCandidate.of("a", 1);
    private final TestingCandidate b = TestingCandidate.of("b", 1);

    private static Candidate choose(double outputShare, Candidate... candidates) {
        return new CostStrategy(outputShare).choose(EXCHANGE, List.of(candidates));
    }

    @Test
    void takesTheCheapestForTheMixOfTokens() {
        Candidate cheapToRead = a.at(new Price(1_000, 20_000));
        Candidate cheapToWrite = b.at(new Price(5_000, 6_000));

        assertSame(cheapToRead, choose(0.1, cheapToRead, cheapToWrite));
        assertSame(cheapToWrite, choose(0.5, cheapToRead, cheapToWrite));
    }

    @Test
    void anUnknownPriceIsNotZero() {
        Candidate dear = a.at(new Price(1_000_000_000, 1_000_000_000));

        assertSame(dear, choose(0.25, b, dear));
    }

    @Test
    void allGoesToTheCheapestAndEquallyCheapOnesShare() {
        Price price = new Price(1, 1);
        List<Candidate> candidates =
                List.of(a.at(price), b.at(price), TestingCandidate.of("dear", 1).at(new Price(2, 2)));
        CostStrategy strategy = new CostStrategy(0.25);
        int[] counts = new int[3];
        for (int i = 0; i < 300; i++) {
            counts[candidates.indexOf(strategy.choose(EXCHANGE, candidates))]++;
        }

        assertEquals(0, counts[2]);
        assertEquals(150, counts[0], 51, Arrays.toString(counts));
        assertEquals(
                "b", choose(0.25, a.at(price).busy(1), b.at(price)).target().provider());
    }
}
