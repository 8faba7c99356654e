package dev.switchboard.pipeline;

import java.util.concurrent.ThreadLocalRandom;

/** Names exchanges: 26 characters that sort by time, as the ULID specification describes them, without its monotonic mode. */
final class Ids {
    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private Ids() {}

    /** A name that is unique among all gateways with a probability that needs no further thought. */
    static String next(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] id = new char[26];
        fill(id, 0, 10, epochMillis);
        fill(id, 10, 18, random.nextLong());
        fill(id, 18, 26, random.nextLong());
        return new String(id);
    }

    private static void fill(char[] id, int from, int to, long bits) {
        long rest = bits;
        for (int i = to - 1; i >= from; i--) {
            id[i] = CROCKFORD[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
