package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns {@code usage} objects into disjoint buckets. Input, cache reads and cache writes stand apart in this format already;
 * writes for one hour are a part of all writes, thinking is a part of the output. A stream reports twice, and what the later
 * report says replaces what the earlier said. Never fails on odd numbers. Used by one thread at a time.
 *
 * <p>Tokens that compacting the context took are not in the sums but in a list of iterations, and are billed as well.
 */
public final class UsageReader {
    /** More than any request can use; what lies above is an error of the server's and would overflow sums. */
    private static final long LIMIT = 1_000_000_000_000L;

    /** The tier that goes without a name. */
    private static final String ORDINARY = "standard";

    private enum Count {
        INPUT,
        CACHE_READ,
        CACHE_WRITE,
        CACHE_WRITE_1H,
        OUTPUT,
        THINKING,
        SEARCHES
    }

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private Usage compacting = Usage.none();
    private String tier = ORDINARY;

    /** Takes a report. @return what was used so far */
    public Usage add(JsonValue usage) {
        JsonValue written = usage.get("cache_creation");
        long parts = count(written.integer("ephemeral_5m_input_tokens"))
                + count(written.integer("ephemeral_1h_input_tokens"));
        take(Count.INPUT, usage.integer("input_tokens"));
        take(Count.CACHE_READ, usage.integer("cache_read_input_tokens"));
        take(Count.CACHE_WRITE, written.isObject() ? OptionalLong.of(parts) : OptionalLong.empty());
        take(Count.CACHE_WRITE, usage.integer("cache_creation_input_tokens"));
        take(Count.CACHE_WRITE_1H, written.integer("ephemeral_1h_input_tokens"));
        take(Count.OUTPUT, usage.integer("output_tokens"));
        take(Count.THINKING, usage.get("output_tokens_details").integer("thinking_tokens"));
        take(Count.SEARCHES, usage.get("server_tool_use").integer("web_search_requests"));
        if (usage.get("iterations").isArray()) {
            compacting = compacting(usage.get("iterations"));
        }
        usage.string("service_tier").ifPresent(name -> tier = name);
        return total().plus(compacting).withServiceTier(Optional.of(tier).filter(name -> !name.equals(ORDINARY)));
    }

    private static Usage compacting(JsonValue iterations) {
        Usage sum = Usage.none();
        for (JsonValue iteration : iterations.elements()) {
            if (iteration.string("type").filter("compaction"::equals).isPresent()) {
                sum = sum.plus(new UsageReader().add(iteration));
            }
        }
        return sum;
    }

    private Usage total() {
        long hour = Math.min(get(Count.CACHE_WRITE_1H), get(Count.CACHE_WRITE));
        long thinking = Math.min(get(Count.THINKING), get(Count.OUTPUT));
        return Usage.builder()
                .set(Bucket.INPUT, get(Count.INPUT))
                .set(Bucket.CACHE_READ, get(Count.CACHE_READ))
                .set(Bucket.CACHE_WRITE, get(Count.CACHE_WRITE) - hour)
                .set(Bucket.CACHE_WRITE_1H, hour)
                .set(Bucket.OUTPUT, get(Count.OUTPUT) - thinking)
                .set(Bucket.REASONING, thinking)
                .set(Bucket.REQUESTS, get(Count.SEARCHES))
                .build();
    }

    private void take(Count count, OptionalLong reported) {
        if (reported.isPresent()) {
            counts.put(count, count(reported));
        }
    }

    private long get(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    private static long count(OptionalLong reported) {
        return Math.clamp(reported.orElse(0), 0, LIMIT);
    }
}
