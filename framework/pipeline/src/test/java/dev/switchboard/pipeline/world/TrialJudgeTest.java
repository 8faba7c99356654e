package dev.switchboard.pipeline.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrialJudgeTest {
    private static final TrialJudge JUDGE = new TrialJudge(0.02, 2);

    private static Tally tally(int calls, int failed, Duration duration) {
        Tally tally = new Tally();
        for (int i = 0; i < calls; i++) {
            tally.add(i < failed, duration);
        }
        return tally;
    }

    private static Optional<String> errors(int triedFailed, int tried, int stableFailed, int stable) {
        Duration same = Duration.ofMillis(100);
        return JUDGE.worse(tally(tried, triedFailed, same), tally(stable, stableFailed, same));
    }

    @Test
    void fivePointsMoreErrorsAreFoundWithinSomeHundredCalls() {
        // The figures of a tenth of 300 calls per second after ten seconds.
        assertEquals(
                Optional.of("it failed more often than the version before: 300 calls, 18 failed;"
                        + " the version before: 2700 calls, 27 failed"),
                errors(18, 300, 27, 2700));
    }

    @Test
    void aFailureOrTwoAndWhatBothSufferFromIsNoReason() {
        assertEquals(Optional.empty(), errors(2, 10, 0, 1000));
        assertEquals(Optional.empty(), errors(30, 100, 300, 1000));
        assertEquals(Optional.empty(), errors(3, 300, 9, 1000));
    }

    @Test
    void withNothingToCompareWithMostCallsMustHaveFailed() {
        assertEquals(Optional.empty(), errors(40, 100, 0, 5));
        assertTrue(errors(60, 100, 0, 5).isPresent());
        assertEquals(Optional.empty(), errors(20, 20, 0, 5));
    }

    @Test
    void slownessIsFoundAtThe95thPercentile() {
        Tally stable = tally(500, 0, Duration.ofMillis(100));
        assertEquals(Optional.empty(), JUDGE.worse(tally(500, 0, Duration.ofMillis(150)), stable));
        assertTrue(JUDGE.worse(tally(500, 0, Duration.ofMillis(300)), stable)
                .orElseThrow()
                .startsWith("it is slower than the version before: "));
        assertEquals(
                Optional.empty(),
                JUDGE.worse(tally(500, 0, Duration.ofMillis(5)), tally(500, 0, Duration.ofMillis(1))));
    }

    @Test
    void chanceSeldomDecides() {
        Random random = new Random(7);
        int wrong = 0;
        for (int run = 0; run < 200; run++) {
            Tally tried = new Tally();
            Tally stable = new Tally();
            boolean worse = false;
            for (int call = 0; call < 5_000 && !worse; call++) {
                Tally one = random.nextInt(10) == 0 ? tried : stable;
                one.add(random.nextInt(100) == 0, Duration.ofMillis(10));
                worse = one == tried && JUDGE.worse(tried, stable).isPresent();
            }
            wrong += worse ? 1 : 0;
        }
        assertTrue(wrong <= 20, wrong + " of 200 trials of equal versions were given up");
    }
}
