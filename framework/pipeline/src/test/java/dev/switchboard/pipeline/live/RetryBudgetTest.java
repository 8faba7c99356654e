package dev.switchboard.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    @Test
    void whileNothingIsAnsweredFurtherAttemptsStayWithinTheShare() {
        RetryBudget budget = new RetryBudget(0.1, 250);
        int further = 0;
        for (int request = 0; request < 30_000; request++) {
            budget.requested();
            while (budget.tryTake()) {
                further++;
            }
        }
        assertEquals(3_250, further, 2);
    }

    @Test
    void whatIsAnsweredCostsNothing() {
        RetryBudget budget = new RetryBudget(0, 1);
        for (int i = 0; i < 100; i++) {
            assertTrue(budget.tryTake());
            assertFalse(budget.hasSome());
            budget.giveBack();
        }
        budget.giveBack();
        assertTrue(budget.tryTake());
        assertFalse(budget.tryTake(), "more than its capacity");
    }
}
