package dev.switchboard.dialect.openai;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** Writes usage with OpenAI's overlapping numbers: the totals contain what the details single out. */
final class UsageWriter {
    private UsageWriter() {}

    static void write(JsonWriter json, Usage usage) {
        json.object("usage");
        json.integer("prompt_tokens", usage.inputTokens());
        json.integer("completion_tokens", usage.outputTokens());
        json.integer("total_tokens", usage.totalTokens());
        json.object("prompt_tokens_details");
        json.integer("cached_tokens", usage.of(Bucket.CACHE_READ));
        json.integer("audio_tokens", usage.of(Bucket.INPUT_AUDIO));
        long written = usage.of(Bucket.CACHE_WRITE) + usage.of(Bucket.CACHE_WRITE_1H);
        if (written > 0) {
            json.integer("cache_write_tokens", written);
        }
        json.endObject();
        json.object("completion_tokens_details");
        json.integer("reasoning_tokens", usage.of(Bucket.REASONING));
        json.integer("audio_tokens", usage.of(Bucket.OUTPUT_AUDIO));
        json.endObject();
        json.endObject();
    }
}
