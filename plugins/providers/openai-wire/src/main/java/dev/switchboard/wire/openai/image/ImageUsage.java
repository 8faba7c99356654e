package dev.switchboard.wire.openai.image;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.wire.openai.reply.Replies;

/**
 * What making pictures used: tokens where the model counts them, and always how many pictures there are. Cached input cannot
 * be told apart into text and pictures, so it is taken from the text first.
 */
public final class ImageUsage {
    private ImageUsage() {}

    /** Of a whole reply. */
    public static Usage ofReply(JsonValue reply) {
        return of(reply.get("usage"), reply.get("data").elements().size());
    }

    /** Of the event that brings a finished picture. */
    public static Usage ofEvent(JsonValue event) {
        return of(event.get("usage"), 1);
    }

    private static Usage of(JsonValue usage, int images) {
        JsonValue in = usage.get("input_tokens_details");
        JsonValue out = usage.get("output_tokens_details");
        long input = Replies.count(usage, "input_tokens");
        long output = Replies.count(usage, "output_tokens");
        long cached = Math.min(Replies.count(in, "cached_tokens"), input);
        long given = Math.min(Replies.count(in, "image_tokens"), input - cached);
        long made = out.isObject() ? Math.min(Replies.count(out, "image_tokens"), output) : output;
        return Usage.builder()
                .set(Bucket.INPUT, input - cached - given)
                .set(Bucket.CACHE_READ, cached)
                .set(Bucket.INPUT_IMAGE, given)
                .set(Bucket.OUTPUT, output - made)
                .set(Bucket.OUTPUT_IMAGE, made)
                .set(Bucket.IMAGES, images)
                .build();
    }
}
