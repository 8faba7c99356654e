package dev.switchboard.bench.load;

/**
 * What a load came to.
 *
 * @param answered complete replies with status 200
 * @param failed all others
 * @param seconds from the first request to the last reply
 * @param latencies of unary requests, from when each was due
 * @param delays of a stream's events, from the upstream's write to the caller's read
 */
public record Result(int answered, int failed, double seconds, Samples latencies, Samples delays) {
    /** Replies per second. */
    public double rate() {
        return answered / seconds;
    }
}
