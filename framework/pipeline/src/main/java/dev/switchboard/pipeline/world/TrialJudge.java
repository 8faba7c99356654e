package dev.switchboard.pipeline.world;

import java.util.Locale;
import java.util.Optional;

/**
 * Says when a version on trial does worse than the one before. Errors: by more than is allowed, and by more than three standard
 * errors of the difference of the two shares (pooled, as in the usual test of two proportions), so that chance seldom decides.
 * Time: the 95th percentile.
 *
 * @param moreErrors by how much its share of failed calls may be higher; a fraction
 * @param slower     how many times as long its calls may take
 */
public record TrialJudge(double moreErrors, double slower) {
    private static final double STANDARD_ERRORS = 3;
    /** Fewer failures say nothing. */
    private static final long LEAST_FAILURES = 3;
    /** Fewer calls say nothing of a percentile, nor of a share to compare with. */
    private static final long LEAST_CALLS = 100;
    /** Where nothing is there to compare with, most calls must have failed. */
    private static final double ALONE = 0.5;
    /** What nobody would call slow, in microseconds. */
    private static final double NEGLIGIBLE_MICROS = 20_000;

    /** Why it is worse, as a sentence; empty while it is not, or while too little is known. */
    public Optional<String> worse(Tally tried, Tally stable) {
        return failsMore(tried, stable) ? Optional.of(errors(tried, stable)) : slowness(tried, stable);
    }

    private boolean failsMore(Tally tried, Tally stable) {
        double calls = tried.calls();
        double others = stable.calls();
        double share = tried.failed() / calls;
        if (tried.failed() < LEAST_FAILURES) {
            return false;
        }
        if (others < LEAST_CALLS) {
            return calls >= LEAST_CALLS && share > ALONE;
        }
        double difference = share - stable.failed() / others;
        double pooled = (tried.failed() + stable.failed()) / (calls + others);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / calls + 1 / others));
        return difference > moreErrors && difference > STANDARD_ERRORS * error;
    }

    private static String errors(Tally tried, Tally stable) {
        return "it failed more often than the version before: " + tried + "; the version before: " + stable;
    }

    private Optional<String> slowness(Tally tried, Tally stable) {
        if (tried.calls() < LEAST_CALLS || stable.calls() < LEAST_CALLS) {
            return Optional.empty();
        }
        double micros = tried.p95Micros();
        double before = stable.p95Micros();
        return micros > slower * before && micros - before > NEGLIGIBLE_MICROS
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "it is slower than the version before: %.0f ms instead of %.0f ms at the 95th percentile",
                        micros / 1_000,
                        before / 1_000))
                : Optional.empty();
    }
}
