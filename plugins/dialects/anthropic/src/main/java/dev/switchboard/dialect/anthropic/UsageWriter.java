package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** Writes usage. The counters of input and output must always be there: some SDKs fail without them. */
final class UsageWriter {
    private UsageWriter() {}

    static void write(JsonWriter json, Usage usage) {
        long written = usage.of(Bucket.CACHE_WRITE);
        long writtenForHour = usage.of(Bucket.CACHE_WRITE_1H);
        json.object("usage")
                .integer("input_tokens", usage.of(Bucket.INPUT) + usage.of(Bucket.INPUT_AUDIO))
                .integer("cache_creation_input_tokens", written + writtenForHour)
                .integer("cache_read_input_tokens", usage.of(Bucket.CACHE_READ));
        if (written + writtenForHour > 0) {
            json.object("cache_creation")
                    .integer("ephemeral_5m_input_tokens", written)
                    .integer("ephemeral_1h_input_tokens", writtenForHour)
                    .endObject();
        }
        json.integer("output_tokens", usage.outputTokens());
        if (usage.of(Bucket.REASONING) > 0) {
            json.object("output_tokens_details")
                    .integer("thinking_tokens", usage.of(Bucket.REASONING))
                    .endObject();
        }
        if (usage.of(Bucket.REQUESTS) > 0) {
            json.object("server_tool_use")
                    .integer("web_search_requests", usage.of(Bucket.REQUESTS))
                    .endObject();
        }
        json.string("service_tier", usage.serviceTier()).endObject();
    }
}
