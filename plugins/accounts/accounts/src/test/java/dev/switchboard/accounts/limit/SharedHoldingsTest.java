package dev.switchboard.accounts.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.testkit.doubles.TestingSharedValues;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same gateways, where what they hold stands in shared values; and what becomes of it when those are lost. */
class SharedHoldingsTest extends SharingTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final TestingSharedValues values = new TestingSharedValues();
    private boolean through = true;

    @Override
    Optional<SharedValues> shared() {
        return through ? Optional.of(values) : Optional.empty();
    }

    @Test
    void lostValuesAreWrittenAnewBeforeAnythingMoreIsTaken() {
        Gateway one = new Gateway("a", LEASE);
        Gateway two = new Gateway("b", LEASE);
        one.step();
        two.step();
        assertEquals(625, one.holds() + two.holds());
        values.lose();
        assertFalse(two.take(600));
        for (int round = 0; round < 5; round++) {
            assertFalse(two.sharing.step(Set.of(two.meter())), "one has not said what it holds");
        }
        assertEquals(125, two.holds(), "nothing more");
        assertTrue(one.take(500), "and nothing less");
        assertFalse(two.take(600));
        one.step();
        two.step();
        one.step();
        two.step();
        assertTrue(one.holds() + two.holds() <= 1_000, one.holds() + " and " + two.holds());
        assertFalse(two.take(501), "five hundred are under way elsewhere");
    }

    @Test
    void lossInTheMiddleOfARoundIsNoticed() {
        Gateway one = new Gateway("a", LEASE);
        one.step();
        one.sharing.step(Set.of());
        values.loseAfterReading();
        assertThrows(StoreException.class, () -> one.sharing.step(Set.of(one.meter())));
        assertEquals(500, one.holds());
        one.step();
        Gateway two = new Gateway("b", LEASE);
        two.step();
        assertTrue(one.holds() + two.holds() <= 1_000, one.holds() + " and " + two.holds());
    }

    @Test
    void silenceTakesNothingFromAnybody() {
        Gateway one = new Gateway("a", LEASE);
        one.step();
        values.silent(true);
        assertThrows(StoreException.class, () -> one.sharing.step(Set.of(one.meter())));
        assertTrue(one.take(500));
        values.silent(false);
        assertFalse(one.take(200));
        one.step();
        assertTrue(one.take(200));
    }

    @Test
    void gatewayThatSharesThroughTheDatabaseKeepsOthersFromTakingMore() {
        through = false;
        Gateway old = new Gateway("a", LEASE);
        old.step();
        assertEquals(500, old.holds());
        through = true;
        Gateway next = new Gateway("b", LEASE);
        for (int round = 0; round < 5; round++) {
            assertFalse(next.sharing.step(Set.of(next.meter())));
        }
        assertFalse(next.take(1));
        old.sharing.leave();
        next.step();
        assertEquals(500, next.holds());
    }

    @Test
    void gatewayThatComesToTheDatabaseTakesNothingThatMayBeHeldElsewhere() {
        Gateway one = new Gateway("a", LEASE);
        one.step();
        through = false;
        Gateway two = new Gateway("b", LEASE);
        two.step();
        assertFalse(two.take(1));
        one.sharing.leave();
        two.step();
        assertTrue(two.take(1));
    }
}
