package dev.switchboard.accounts.gate;

import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** What an attempt is presumed to use before anything is known of it. */
final class Estimates {
    private static final long BYTES_OF_A_TOKEN = 4;

    private Estimates() {}

    /** The input of a body of so many bytes. */
    static Usage input(long bytes) {
        return Usage.builder()
                .set(Bucket.INPUT, Math.ceilDiv(bytes, BYTES_OF_A_TOKEN))
                .estimated()
                .build();
    }
}
