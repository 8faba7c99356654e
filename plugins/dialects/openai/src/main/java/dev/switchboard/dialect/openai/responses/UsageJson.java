package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** Usage in this format's overlapping numbers: the totals contain what the details single out. */
final class UsageJson {
    private UsageJson() {}

    static JsonText of(Usage usage) {
        return new JsonWriter()
                .object()
                .integer("input_tokens", usage.inputTokens())
                .object("input_tokens_details")
                .integer("cached_tokens", usage.of(Bucket.CACHE_READ))
                .integer("cache_write_tokens", usage.of(Bucket.CACHE_WRITE) + usage.of(Bucket.CACHE_WRITE_1H))
                .endObject()
                .integer("output_tokens", usage.outputTokens())
                .object("output_tokens_details")
                .integer("reasoning_tokens", usage.of(Bucket.REASONING))
                .endObject()
                .integer("total_tokens", usage.totalTokens())
                .endObject()
                .text();
    }
}
