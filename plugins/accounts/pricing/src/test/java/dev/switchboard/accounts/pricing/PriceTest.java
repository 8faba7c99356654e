package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {
    @ParameterizedTest
    @CsvSource({
        "1.25e-06,1250000",
        "0.00000125,1250000",
        "3.7499999999999997e-06,3750000",
        "2.8e-9,2800",
        "4e-13,0",
        "5e-13,1",
        "0,0"
    })
    void readsPricesOfOneUnit(String dollars, long picos) {
        assertEquals(new Price(picos), Price.perUnit(dollars));
    }

    @Test
    void readsPricesOfAMillion() {
        assertEquals(Price.perUnit("1.25e-06"), Price.perMillion("1.25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1e-6", "-0.1"})
    void refusesWhatIsLessThanNothing(String dollars) {
        assertThrows(IllegalArgumentException.class, () -> Price.perUnit(dollars));
    }

    @Test
    void roundsTheAmountOnceHalfUp() {
        assertEquals(new Money(0), new Price(499).times(1));
        assertEquals(new Money(1), new Price(500).times(1));
        assertEquals(new Money(1), new Price(499).times(3));
        assertEquals(new Money(1), new Price(1).timesAtMost(1));
        assertEquals(new Money(2), new Price(1).timesAtMost(1_001));
        assertEquals(new Money(0), Price.FREE.timesAtMost(1_000));
    }

    @Test
    void productsBeyondSixtyFourBitsAreExactOrThrown() {
        Price dear = new Price(9_000_000_000_000_000L);
        assertEquals(new Money(9_000_000_000_000_000_000L), dear.times(1_000_000));
        assertThrows(ArithmeticException.class, () -> dear.times(10_000_000));
    }

    @Test
    void factorsAreExact() {
        assertEquals(new Price(1_375_000), new Price(1_250_000).times(Factor.of("1.1")));
        assertEquals(new Price(2), new Price(3).times(Factor.of("0.5")));
        assertEquals(Factor.of("0.99"), Factor.of("0.9").times(Factor.of("1.1")));
        assertThrows(IllegalArgumentException.class, () -> Factor.of("-1"));
        assertThrows(IllegalArgumentException.class, () -> Factor.of("1001"));
    }
}
