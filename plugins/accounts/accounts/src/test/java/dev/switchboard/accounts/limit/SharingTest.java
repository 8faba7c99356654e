package dev.switchboard.accounts.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.spi.shared.SharedValues;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gateways that share a budget of 1,000 nano-dollars, and a limit of 100 requests per minute, step by step. */
class SharingTest {
    static final Scope TEAM = new Scope(Scope.Kind.TEAM, "t");
    private static final long LIMIT = 100;
    static final List<Budget> BUDGETS =
            List.of(new Budget(Optional.of(new Money(1_000)), Optional.empty(), Optional.empty()));

    Store store;

    /** Where it stands what gateways hold; empty for the store. */
    Optional<SharedValues> shared() {
        return Optional.empty();
    }

    @BeforeEach
    void open() {
        store = Store.open(TestingMariaDb.database());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** One gateway. */
    final class Gateway {
        final Rounds rounds = new Rounds();
        final Slices slices = new Slices(rounds);
        final Rates rates = new Rates(Optional.of(rounds));
        final Sharing sharing;
        private int underWay;

        Gateway(String node, Duration lease) {
            sharing = new Sharing(
                    store,
                    shared(),
                    rounds,
                    Optional.of(slices),
                    rates,
                    node,
                    () -> true,
                    () -> {},
                    lease,
                    InstantSource.system(),
                    System.getLogger("sharing-under-test"));
            slices.know(TEAM, BUDGETS);
        }

        void stepRates() {
            step(Set.of(rate()));
        }

        /** A round that comes about; a gateway that has just begun says first what it holds. */
        void step(Set<Meter> due) {
            for (int round = 0; round < 3; round++) {
                if (sharing.step(due)) {
                    return;
                }
            }
            throw new AssertionError("not every gateway has said what it holds");
        }

        RateMeter rate() {
            return rates.requestsOf(TEAM);
        }

        void stepSlots() {
            step(Set.of(rates.slots(TEAM)));
        }

        /** A call that stays under way, if there may be one more. */
        boolean begin(int limit) {
            SlotClaim claim = new SlotClaim(rates.slots(TEAM), "team \"t\"", limit);
            boolean begun = Claim.takeAll(List.of(claim), InstantSource.system().instant())
                    .isEmpty();
            underWay += begun ? 1 : 0;
            return begun;
        }

        /** The call that is under way ends, if there is one. */
        void end() {
            if (underWay > 0) {
                underWay--;
                new SlotClaim(rates.slots(TEAM), "team \"t\"", 1).release();
            }
        }

        /** A request, without waiting for others to give something back. */
        boolean letIn() {
            RateClaim claim = new RateClaim(rate(), "team \"t\"", RateClaim.Unit.REQUESTS, LIMIT, 1);
            return Claim.takeAll(List.of(claim), InstantSource.system().instant())
                    .isEmpty();
        }

        void step() {
            step(Set.of(meter()));
        }

        SliceMeter meter() {
            return slices.meter(TEAM, BUDGETS);
        }

        boolean take(long amount) {
            SliceClaim claim = new SliceClaim(meter(), "team \"t\"", BUDGETS, new Money(amount));
            return Claim.takeAll(List.of(claim), InstantSource.system().instant())
                    .isEmpty();
        }

        long holds() {
            return meter().granted();
        }
    }

    @Test
    void nothingCanBeSpentBeforeItIsHeld() {
        Gateway gateway = new Gateway("a", Duration.ofMinutes(1));
        assertFalse(gateway.take(1));
        gateway.step();
        assertTrue(gateway.take(1));
    }

    @Test
    void sharesTogetherNeverExceedTheBudgetAndGoWhereTheyAreWanted() {
        Gateway one = new Gateway("a", Duration.ofMinutes(1));
        Gateway two = new Gateway("b", Duration.ofMinutes(1));
        one.step();
        assertEquals(500, one.holds(), "half of it for one alone");
        two.step();
        assertEquals(125, two.holds(), "a fair part of what is left");
        assertTrue(one.take(100));
        assertFalse(two.take(900));
        two.step();
        assertEquals(0, two.holds(), "what does not do is given back");
        one.step();
        assertEquals(300, one.holds(), "half of what is not under way goes to who wants more");
        one.step();
        assertFalse(two.take(900), "one hundred are under way elsewhere");
        assertFalse(two.take(800));
        two.step();
        assertTrue(one.holds() + two.holds() <= 1_000, one.holds() + " and " + two.holds());
        assertTrue(two.take(700));
        assertFalse(two.take(300));
    }

    @Test
    void shareOfAGatewayThatDiedIsFreeAfterItsLease() {
        Gateway dead = new Gateway("a", Duration.ofSeconds(2));
        Gateway alive = new Gateway("b", Duration.ofSeconds(2));
        dead.step();
        assertTrue(dead.take(500));
        long giveUp = System.nanoTime() + 60_000_000_000L;
        do {
            assertTrue(System.nanoTime() - giveUp < 0, "never free");
            alive.step();
        } while (!alive.take(1_000));
        assertFalse(dead.take(1), "it stopped before others took it");
        dead.step();
        assertFalse(dead.take(1), "what it held is gone");
        assertEquals(0, dead.holds());
    }

    @Test
    void gatewayThatIsAliveKeepsItsShare() {
        Duration lease = Duration.ofMillis(200);
        Gateway one = new Gateway("a", lease);
        Gateway two = new Gateway("b", lease);
        one.step();
        long end = System.nanoTime() + lease.multipliedBy(3).toNanos();
        while (System.nanoTime() - end < 0) {
            one.step(Set.of());
            two.step(Set.of());
        }
        assertEquals(500, one.holds());
    }

    @Test
    void gatewayThatLeavesGivesEverythingBack() {
        Gateway one = new Gateway("a", Duration.ofMinutes(1));
        Gateway two = new Gateway("b", Duration.ofMinutes(1));
        one.step();
        two.step();
        assertFalse(two.take(1_000));
        one.sharing.leave();
        two.step();
        assertTrue(two.take(1_000));
        assertFalse(one.take(1));
    }

    @Test
    void noMinuteHasMoreRequestsThanItsLimitHoweverSharesMove() {
        Gateway one = new Gateway("a", Duration.ofMinutes(1));
        Gateway two = new Gateway("b", Duration.ofMinutes(1));
        one.stepRates();
        two.stepRates();
        int letIn = 0;
        for (int round = 0; round < 60; round++) {
            Gateway busy = round % 10 < 7 ? one : two;
            letIn += busy.letIn() ? 1 : 0;
            letIn += busy.letIn() ? 1 : 0;
            one.stepRates();
            two.stepRates();
            assertTrue(one.rate().granted() + two.rate().granted() <= LIMIT, "round " + round);
        }
        for (int round = 0; round < 40; round++) {
            letIn += two.letIn() ? 1 : 0;
            one.stepRates();
            two.stepRates();
        }
        assertEquals(LIMIT, letIn);
        assertFalse(one.letIn());
        one.sharing.leave();
        assertEquals(
                0,
                store.rates(mapper -> mapper.of(List.of(one.rate().name()))).stream()
                        .filter(row -> row.node().equals("a"))
                        .count());
    }

    @Test
    void oneSlotGoesBackAndForth() {
        Gateway one = new Gateway("a", Duration.ofMinutes(1));
        Gateway two = new Gateway("b", Duration.ofMinutes(1));
        for (int round = 0; round < 3; round++) {
            for (Gateway each : List.of(one, two)) {
                Gateway other = each == one ? two : one;
                assertFalse(each.begin(1) && other.begin(1), "two calls at the same time");
                each.end();
                other.end();
                boolean begun = each.begin(1);
                for (int step = 0; step < 4 && !begun; step++) {
                    each.stepSlots();
                    other.stepSlots();
                    begun = each.begin(1);
                }
                assertTrue(begun, "round " + round);
                assertFalse(other.begin(1));
                each.end();
            }
        }
    }
}
