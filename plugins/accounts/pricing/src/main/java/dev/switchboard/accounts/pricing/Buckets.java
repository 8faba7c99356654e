package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How buckets stand in for each other where a sheet has no price for one. */
final class Buckets {
    /** All of them, in their declared order. */
    static final List<Bucket> ALL = List.of(Bucket.values());

    private static final List<Bucket> TOKENS_IN = tokens(true);
    private static final List<Bucket> TOKENS_OUT = tokens(false);

    /** Uses of the tools that providers run; a request does not tell which it will be. */
    static final List<Bucket> USES =
            List.of(Bucket.REQUESTS, Bucket.FILE_SEARCHES, Bucket.MAP_SEARCHES, Bucket.CODE_SESSIONS);

    private Buckets() {}

    private static List<Bucket> tokens(boolean input) {
        return Arrays.stream(Bucket.values())
                .filter(bucket -> bucket.isTokens() && bucket.isInput() == input)
                .toList();
    }

    /** The bucket whose price counts where a sheet says nothing of this one: who lists one price means it for all of a side. */
    static Optional<Bucket> substitute(Bucket bucket) {
        return switch (bucket) {
            case CACHE_READ, CACHE_WRITE, CACHE_WRITE_1H, INPUT_AUDIO, INPUT_IMAGE -> Optional.of(Bucket.INPUT);
            case REASONING, OUTPUT_AUDIO, OUTPUT_IMAGE -> Optional.of(Bucket.OUTPUT);
            default -> Optional.empty();
        };
    }

    static boolean isCache(Bucket bucket) {
        return bucket == Bucket.CACHE_READ || isCacheWrite(bucket);
    }

    private static boolean isCacheWrite(Bucket bucket) {
        return bucket == Bucket.CACHE_WRITE || bucket == Bucket.CACHE_WRITE_1H;
    }

    /** Whether both are reads, or both are writes. */
    static boolean isSameCacheSide(Bucket one, Bucket other) {
        return one == other || isCacheWrite(one) && isCacheWrite(other);
    }

    /** What a unit that is counted in this bucket before the call may turn out to be after it. */
    static List<Bucket> couldBecome(Bucket bucket) {
        return switch (bucket) {
            case INPUT -> TOKENS_IN;
            case OUTPUT -> TOKENS_OUT;
            case REQUESTS -> USES;
            default -> List.of(bucket);
        };
    }

    /** Whether the bucket counts what other buckets may count in tokens: an image, a second, a character. */
    static boolean isOtherMeasure(Bucket bucket) {
        return switch (bucket) {
            case IMAGES, AUDIO_SECONDS, CHARACTERS -> true;
            default -> false;
        };
    }

    /** The bucket's name in data and texts. */
    static String name(Bucket bucket) {
        return bucket.name().toLowerCase(Locale.ROOT);
    }
}
