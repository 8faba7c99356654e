package dev.switchboard.accounts.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of budgets whose past could not be learned at once. */
class SpentTest {
    private static final Scope TEAM = new Scope(Scope.Kind.TEAM, "t");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Optional<Period> EVER = Optional.empty();
    private static final Optional<Period> DAY = Optional.of(Period.parse("1d", true, ZoneId.of("UTC")));

    @TempDir
    private Path directory;

    private Store store;
    private Spent spent;

    @BeforeEach
    void open() {
        store = Store.open(new Place.Embedded(directory));
        spent = new Spent(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void prepare(Optional<Period> period, BooleanSupplier stored) {
        Budget budget = new Budget(Optional.of(new Money(1_000)), Optional.empty(), period);
        spent.prepare(Map.of(TEAM, List.of(budget)), stored, NOW);
    }

    private void assertKnown(boolean known, Optional<Period> period) {
        BudgetMeter meter = spent.meter(TEAM, period);
        assertEquals(known, meter.ask(meter::isKnown));
    }

    @Test
    void isLearnedOnceThatIsPossible() {
        prepare(EVER, () -> false);
        assertKnown(false, EVER);
        spent.catchUp(() -> false, NOW);
        assertKnown(false, EVER);
        spent.catchUp(() -> true, NOW);
        assertKnown(true, EVER);
    }

    @Test
    void isLearnedAlsoAfterAFault() {
        BooleanSupplier faulty = () -> {
            throw new IllegalStateException("no answer");
        };
        assertThrows(IllegalStateException.class, () -> prepare(EVER, faulty));
        assertThrows(IllegalStateException.class, () -> spent.catchUp(faulty, NOW));
        spent.catchUp(() -> true, NOW);
        assertKnown(true, EVER);
    }

    @Test
    void whatComesWhileOthersAreLearnedIsLearnedNext() {
        prepare(EVER, () -> false);
        spent.catchUp(
                () -> {
                    prepare(DAY, () -> false);
                    return true;
                },
                NOW);
        assertKnown(true, EVER);
        assertKnown(false, DAY);
        spent.catchUp(() -> true, NOW);
        assertKnown(true, DAY);
    }
}
