package dev.switchboard.osgi;

/**
 * How a version of a plugin is used.
 *
 * @param leases      requests under way that may call it, or wait for what it does
 * @param calls       calls of it that have ended since it was started; a stream counts once
 * @param errors      calls in which it threw what is no answer, or took too long
 * @param abandoned   calls of it that took too long and do not stop
 * @param lost        reports that a callback did not get, or failed at
 * @param lastError   who failed last, how and where; empty if nobody did
 * @param totalMicros the time spent in its calls, in microseconds, as one of 17 calls tells it; of a provider, without waiting for its upstream
 * @param p50Micros   the time that half of its calls did not exceed
 * @param p99Micros   the time that 99 of 100 calls did not exceed
 */
public record PluginUse(
        long leases,
        long calls,
        long errors,
        long abandoned,
        long lost,
        String lastError,
        long totalMicros,
        long p50Micros,
        long p99Micros) {
    /** Of what was never called. */
    public static final PluginUse NONE = new PluginUse(0, 0, 0, 0, 0, "", 0, 0, 0);

    @Override
    public String toString() {
        return count(leases, "request") + " under way, " + count(calls, "call") + ", " + count(errors, "error")
                + (abandoned == 0 ? "" : ", " + count(abandoned, "call") + " without end")
                + (lost == 0 ? "" : ", " + count(lost, "report") + " lost")
                + ", time in calls: " + inWords(totalMicros) + " in all, p50 " + inWords(p50Micros) + ", p99 "
                + inWords(p99Micros) + (lastError.isEmpty() ? "" : "; the last error: " + lastError);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String inWords(long micros) {
        if (micros < 10_000) {
            return micros + " \u00b5s";
        }
        return micros < 10_000_000 ? micros / 1_000 + " ms" : micros / 1_000_000 + " s";
    }
}
