package dev.switchboard.testkit.load;

import java.time.Duration;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param answered requests and streams that were answered completely and accepted, streams included
 * @param streamsCompleted how many of them were streams
 * @param streamsCut streams that ended inside the body
 * @param failures how often something failed, by what happened; cut streams included
 * @param p50 the median latency of the unary requests, within 6%
 * @param p99 the 99th percentile of the same
 * @param max the longest of the same
 * @param elapsed from start to the last reply
 */
public record LoadReport(
        long answered,
        long streamsCompleted,
        long streamsCut,
        Map<String, Long> failures,
        Duration p50,
        Duration p99,
        Duration max,
        Duration elapsed) {

    /** How many requests and streams failed. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Demands that something was answered and nothing failed.
     *
     * @throws AssertionError with the failures by kind
     */
    public void assertFlawless() {
        if (failed() > 0 || answered == 0) {
            throw new AssertionError(this + " (expected: no failure, and at least one answer)");
        }
    }

    @Override
    public String toString() {
        return "%d answered (%d streams), %d failed %s, %d streams cut, p50 %d µs, p99 %d µs, max %d µs in %d ms"
                .formatted(
                        answered,
                        streamsCompleted,
                        failed(),
                        failures,
                        streamsCut,
                        p50.toNanos() / 1000,
                        p99.toNanos() / 1000,
                        max.toNanos() / 1000,
                        elapsed.toMillis());
    }
}
