package dev.switchboard.provider.cohere;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.wire.openai.reply.Replies;

/**
 * What was used, as Cohere bills it. Its {@code tokens} also count a template that nobody pays for, and its
 * {@code cached_tokens} are a part of those; they are believed only where nothing was billed.
 */
final class CohereUsage {
    private CohereUsage() {}

    static Usage ofChat(JsonValue usage) {
        JsonValue billed = usage.get("billed_units");
        JsonValue tokens = usage.get("tokens");
        if (billed.isObject()) {
            return Usage.builder()
                    .set(Bucket.INPUT, Replies.count(billed, "input_tokens"))
                    .set(Bucket.OUTPUT, Replies.count(billed, "output_tokens"))
                    .set(Bucket.REQUESTS, Replies.count(billed, "search_units"))
                    .build();
        }
        long input = Replies.count(tokens, "input_tokens");
        long output = Replies.count(tokens, "output_tokens");
        long cached = Math.min(Replies.count(usage, "cached_tokens"), input);
        long reasoning = Math.min(Replies.count(tokens, "reasoning_tokens"), output);
        return Usage.builder()
                .set(Bucket.INPUT, input - cached)
                .set(Bucket.CACHE_READ, cached)
                .set(Bucket.OUTPUT, output - reasoning)
                .set(Bucket.REASONING, reasoning)
                .build();
    }

    static Usage ofEmbedding(JsonValue reply) {
        JsonValue billed = reply.get("meta").get("billed_units");
        return Usage.builder()
                .set(Bucket.INPUT, Replies.count(billed, "input_tokens"))
                .set(Bucket.IMAGES, Replies.count(billed, "images"))
                .build();
    }
}
