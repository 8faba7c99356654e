package dev.switchboard.dialect.openai;

import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import tools.jackson.core.JsonGenerator;

/** Writes usage with OpenAI's overlapping numbers: the totals contain what the details single out. */
final class UsageWriter {
    private UsageWriter() {}

    static void write(JsonGenerator json, Usage usage) {
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", usage.inputTokens());
        json.writeNumberProperty("completion_tokens", usage.outputTokens());
        json.writeNumberProperty("total_tokens", usage.totalTokens());
        json.writeObjectPropertyStart("prompt_tokens_details");
        json.writeNumberProperty("cached_tokens", usage.of(Bucket.CACHE_READ));
        json.writeNumberProperty("audio_tokens", usage.of(Bucket.INPUT_AUDIO));
        long written = usage.of(Bucket.CACHE_WRITE) + usage.of(Bucket.CACHE_WRITE_1H);
        if (written > 0) {
            json.writeNumberProperty("cache_write_tokens", written);
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("completion_tokens_details");
        json.writeNumberProperty("reasoning_tokens", usage.of(Bucket.REASONING));
        json.writeNumberProperty("audio_tokens", usage.of(Bucket.OUTPUT_AUDIO));
        json.writeEndObject();
        json.writeEndObject();
    }
}
