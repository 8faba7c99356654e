package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"1,1000000000", "0.000000001,1", "1e-9,1", "-12.5,-12500000000", "0,0", "0e999999999,0"})
    void readsDollarsExactly(String dollars, long nanos) {
        assertEquals(new Money(nanos), Money.dollars(dollars));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000001", "1e999999999", "1e-999999999", "9300000000"})
    void refusesWhatItCannotHold(String dollars) {
        assertThrows(ArithmeticException.class, () -> Money.dollars(dollars));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "NaN", "Infinity", "0x10", "1,5"})
    void refusesWhatIsNoNumber(String text) {
        assertThrows(NumberFormatException.class, () -> Money.dollars(text));
    }

    @Test
    void neverWraps() {
        Money most = new Money(Long.MAX_VALUE);
        assertThrows(ArithmeticException.class, () -> most.plus(new Money(1)));
        assertThrows(ArithmeticException.class, () -> new Money(Long.MIN_VALUE).minus(new Money(1)));
    }

    @Test
    void printsDollars() {
        assertEquals("0.0125", new Money(12_500_000).toString());
        assertEquals("0", Money.ZERO.toString());
        assertEquals("100", Money.dollars("100").toString());
        assertEquals(new BigDecimal("1.000000001"), new Money(1_000_000_001).toDollars());
    }
}
