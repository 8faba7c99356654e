package dev.switchboard.spi.usage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one upstream attempt used, in disjoint buckets: no unit is counted in two buckets, so the sum is the total.
 *
 * <p>Providers report overlapping numbers (OpenAI's prompt tokens contain the cached ones, Anthropic's input tokens do
 * not); a translator subtracts before it fills a bucket. Counts are zero or more. Immutable.
 */
public final class Usage {
    private static final Bucket[] BUCKETS = Bucket.values();
    private static final Usage NONE = new Usage(new long[BUCKETS.length], false, Optional.empty());

    private final long[] counts;
    private final boolean estimated;
    private final Optional<String> serviceTier;

    private Usage(long[] counts, boolean estimated, Optional<String> serviceTier) {
        this.counts = counts;
        this.estimated = estimated;
        this.serviceTier = serviceTier;
    }

    /**
     * The buckets. Token buckets count tokens; the others name their unit. Buckets may be added in a minor version.
     */
    public enum Bucket {
        /** Input tokens of text, and of images where they are not told apart, that no cache served or was written. */
        INPUT(true, true),
        /** Input tokens read from the provider's prompt cache. */
        CACHE_READ(true, true),
        /** Input tokens written to the provider's prompt cache for its default time (five minutes where there is a choice). */
        CACHE_WRITE(true, true),
        /** Input tokens written to the provider's prompt cache for one hour. */
        CACHE_WRITE_1H(true, true),
        /** Audio tokens of the input. */
        INPUT_AUDIO(true, true),
        /** Image tokens of the input, where the provider tells them apart from text and no cache served them. */
        INPUT_IMAGE(true, true),
        /** Output text tokens without reasoning, audio and images. */
        OUTPUT(true, false),
        /** Output tokens spent on reasoning. */
        REASONING(true, false),
        /** Audio tokens of the output. */
        OUTPUT_AUDIO(true, false),
        /** Tokens of the images made. */
        OUTPUT_IMAGE(true, false),
        /** Images made, or taken in where the provider bills by the image. */
        IMAGES(false, false),
        /** Seconds of audio taken in or made where the provider bills by time. */
        AUDIO_SECONDS(false, false),
        /** Characters of speech input where the provider bills by character. */
        CHARACTERS(false, true),
        /** Searches of the web by a tool that the provider runs, or units of reranking. */
        REQUESTS(false, false),
        /** Searches of the caller's files by a tool that the provider runs. */
        FILE_SEARCHES(false, false),
        /** Searches of a map by a tool that the provider runs. */
        MAP_SEARCHES(false, false),
        /** Sessions of the smallest machine on which a provider runs the model's code. */
        CODE_SESSIONS(false, false);

        private final boolean tokens;
        private final boolean input;

        Bucket(boolean tokens, boolean input) {
            this.tokens = tokens;
            this.input = input;
        }

        /** Whether the unit is a token. */
        public boolean isTokens() {
            return tokens;
        }

        /** Whether the bucket counts towards the input; otherwise towards the output. */
        public boolean isInput() {
            return input;
        }
    }

    /** Nothing used. */
    public static Usage none() {
        return NONE;
    }

    /** Starts an empty account. */
    public static Builder builder() {
        return new Builder();
    }

    /** The count of one bucket, zero or more. */
    public long of(Bucket bucket) {
        return counts[bucket.ordinal()];
    }

    /** The sum of all input token buckets. */
    public long inputTokens() {
        return sum(true);
    }

    /** The sum of all output token buckets. */
    public long outputTokens() {
        return sum(false);
    }

    /** The sum of all token buckets. */
    public long totalTokens() {
        return Math.addExact(inputTokens(), outputTokens());
    }

    /** Whether the numbers were counted by the gateway because the provider reported none. */
    public boolean estimated() {
        return estimated;
    }

    /**
     * The provider's name of the tier that served the call, such as {@code flex} or {@code priority}, which may have prices of
     * its own; empty for the ordinary one, and if the provider did not say.
     */
    public Optional<String> serviceTier() {
        return serviceTier;
    }

    /** The same account with another {@link #serviceTier}. */
    public Usage withServiceTier(Optional<String> tier) {
        return tier.equals(serviceTier) ? this : new Usage(counts, estimated, tier);
    }

    /** Both accounts together; estimated if one of them is, of a service tier if one of them names one. */
    public Usage plus(Usage other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        long[] sums = new long[counts.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.addExact(counts[i], other.counts[i]);
        }
        return new Usage(sums, estimated || other.estimated, serviceTier.or(other::serviceTier));
    }

    /** Whether every bucket is zero. */
    public boolean isNone() {
        for (long count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }

    /** The buckets that are not zero, in their declared order. */
    public Map<Bucket, Long> toMap() {
        Map<Bucket, Long> map = new EnumMap<>(Bucket.class);
        for (Bucket bucket : BUCKETS) {
            if (of(bucket) != 0) {
                map.put(bucket, of(bucket));
            }
        }
        return map;
    }

    private long sum(boolean input) {
        long sum = 0;
        for (Bucket bucket : BUCKETS) {
            if (bucket.isTokens() && bucket.isInput() == input) {
                sum = Math.addExact(sum, of(bucket));
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage that
                && estimated == that.estimated
                && serviceTier.equals(that.serviceTier)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return toMap().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(
                        ", ",
                        "Usage[",
                        serviceTier.map(tier -> ", " + tier).orElse("") + (estimated ? ", estimated]" : "]")));
    }

    /** Collects counts. Not safe for use by several threads. */
    public static final class Builder {
        private final long[] counts = new long[BUCKETS.length];
        private boolean estimated;
        private Optional<String> serviceTier = Optional.empty();

        private Builder() {}

        /**
         * Sets one bucket.
         *
         * @throws IllegalArgumentException if the count is negative: subtracting overlapping numbers went wrong
         */
        public Builder set(Bucket bucket, long count) {
            if (count < 0) {
                throw new IllegalArgumentException(bucket + ": " + count + " (expected: 0 or more)");
            }
            counts[bucket.ordinal()] = count;
            return this;
        }

        /** Marks the numbers as counted by the gateway. */
        public Builder estimated() {
            estimated = true;
            return this;
        }

        /** Sets {@link Usage#serviceTier()}. */
        public Builder serviceTier(Optional<String> value) {
            serviceTier = Objects.requireNonNull(value);
            return this;
        }

        /** The account. */
        public Usage build() {
            return new Usage(counts.clone(), estimated, serviceTier);
        }

        /**
         * The account, checked against the total that the provider reported.
         *
         * @throws IllegalStateException if the token buckets do not add up to {@code reportedTotal}
         */
        public Usage build(long reportedTotal) {
            Usage usage = build();
            if (usage.totalTokens() != reportedTotal) {
                throw new IllegalStateException("token buckets add up to " + usage.totalTokens()
                        + " (expected: the reported total of " + reportedTotal + "): " + usage);
            }
            return usage;
        }
    }
}
