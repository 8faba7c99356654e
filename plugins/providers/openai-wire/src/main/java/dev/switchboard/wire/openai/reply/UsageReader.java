package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns a {@code usage} object into disjoint buckets.
 *
 * <p>OpenAI counts cached and audio tokens among the prompt's, and reasoning and audio tokens among the completion's. Some
 * servers count one of them beside instead (xAI its reasoning tokens, Mistral audio input, Databricks the cache); where the
 * reported total shows that, it is believed. Where nothing adds up, the two main numbers are. Never fails on odd numbers.
 */
public final class UsageReader {
    /** More than any request can use; what lies above is an error of the server's and would overflow sums. */
    private static final long LIMIT = 1_000_000_000_000L;

    private final long prompt;
    private final long completion;
    private final long total;
    private final long cached;
    private final long written;
    private final long audioIn;
    private final long reasoning;
    private final long audioOut;
    private final long requests;
    private final Optional<String> tier;

    private UsageReader(JsonValue usage) {
        JsonValue input = firstOf(usage, "prompt_tokens_details", "prompt_token_details", "input_tokens_details");
        JsonValue output = firstOf(usage, "completion_tokens_details", "output_tokens_details");
        long parts = first(usage, "prompt_tokens", "input_tokens");
        completion = first(usage, "completion_tokens", "output_tokens");
        long reported = first(usage, "total_tokens");
        prompt = parts == 0 && completion == 0 ? reported : parts;
        total = reported;
        cached = first(input, "cached_tokens") > 0
                ? first(input, "cached_tokens")
                : first(usage, "prompt_cache_hit_tokens", "cached_tokens", "cache_read_input_tokens");
        written = first(input, "cache_write_tokens", "cache_creation_tokens") > 0
                ? first(input, "cache_write_tokens", "cache_creation_tokens")
                : first(usage, "cache_creation_input_tokens");
        audioIn = first(input, "audio_tokens");
        reasoning = first(output, "reasoning_tokens") > 0
                ? first(output, "reasoning_tokens")
                : first(usage, "reasoning_tokens");
        audioOut = first(output, "audio_tokens");
        requests = first(usage, "num_search_queries", "num_sources_used");
        tier = TierReader.read(usage);
    }

    /** Reads the bytes of a usage object; empty if they are none. */
    public static Optional<Usage> read(Bytes usage) {
        return JsonValue.read(usage).flatMap(UsageReader::read);
    }

    /** Reads a usage object; empty if it is none. */
    public static Optional<Usage> read(JsonValue usage) {
        return usage.isObject() && !usage.isBlank() ? Optional.of(new UsageReader(usage).buckets()) : Optional.empty();
    }

    private Usage buckets() {
        long sum = prompt + completion;
        long input = prompt;
        long output = completion;
        if (total > sum) {
            long missing = total - sum;
            if (missing == reasoning || missing == reasoning + audioOut) {
                output += missing;
            } else if (missing == audioIn || missing == cached + written) {
                input += missing;
            }
        }
        return fill(input, output);
    }

    /** Takes the parts out of the two sums, each from what is left, so that the buckets add up to them. */
    private Usage fill(long input, long output) {
        Usage.Builder usage = Usage.builder();
        long left = take(usage, Bucket.CACHE_READ, cached, input);
        left = take(usage, Bucket.CACHE_WRITE, written, left);
        left = take(usage, Bucket.INPUT_AUDIO, audioIn, left);
        usage.set(Bucket.INPUT, left);
        left = take(usage, Bucket.REASONING, reasoning, output);
        left = take(usage, Bucket.OUTPUT_AUDIO, audioOut, left);
        return usage.set(Bucket.OUTPUT, left)
                .set(Bucket.REQUESTS, requests)
                .serviceTier(tier)
                .build();
    }

    private static long take(Usage.Builder usage, Bucket bucket, long wanted, long left) {
        long taken = Math.min(wanted, left);
        usage.set(bucket, taken);
        return left - taken;
    }

    private static JsonValue firstOf(JsonValue object, String... names) {
        for (String name : names) {
            if (object.get(name).isObject()) {
                return object.get(name);
            }
        }
        return JsonValue.MISSING;
    }

    private static long first(JsonValue object, String... names) {
        for (String name : names) {
            OptionalLong value = object.integer(name);
            if (value.isPresent()) {
                return Math.clamp(value.getAsLong(), 0, LIMIT);
            }
        }
        return 0;
    }
}
