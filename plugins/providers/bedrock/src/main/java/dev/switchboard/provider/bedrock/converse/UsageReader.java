package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.OptionalLong;

/**
 * Turns {@code usage} into disjoint buckets. Input, cache reads and cache writes stand apart in this format already; writes for
 * one hour are a part of all writes. Never fails on odd numbers.
 */
final class UsageReader {
    /** More than any request can use; what lies above is an error of the server's and would overflow sums. */
    private static final long LIMIT = 1_000_000_000_000L;

    private UsageReader() {}

    /** @param reply with usage, and with the tier that served if it was another than the ordinary one */
    static Usage read(JsonValue reply) {
        JsonValue usage = reply.get("usage");
        long written = count(usage.integer("cacheWriteInputTokens"));
        long hour = Math.min(written, hour(usage.get("cacheDetails")));
        return Usage.builder()
                .set(Bucket.INPUT, count(usage.integer("inputTokens")))
                .set(Bucket.CACHE_READ, count(usage.integer("cacheReadInputTokens")))
                .set(Bucket.CACHE_WRITE, written - hour)
                .set(Bucket.CACHE_WRITE_1H, hour)
                .set(Bucket.OUTPUT, count(usage.integer("outputTokens")))
                .serviceTier(reply.get("serviceTier").filled("type").filter(tier -> !tier.equals("default")))
                .build();
    }

    private static long hour(JsonValue details) {
        return details.elements().stream()
                .filter(detail -> detail.string("ttl").filter("1h"::equals).isPresent())
                .mapToLong(detail -> count(detail.integer("inputTokens")))
                .sum();
    }

    private static long count(OptionalLong reported) {
        return Math.clamp(reported.orElse(0), 0, LIMIT);
    }
}
