package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.wire.openai.reply.Replies;

/** What speech and its transcription used. */
public final class AudioUsage {
    private AudioUsage() {}

    /** What making sound used: text in, sound out. */
    public static Usage made(JsonValue event) {
        JsonValue usage = event.get("usage");
        return Usage.builder()
                .set(Bucket.INPUT, Replies.count(usage, "input_tokens"))
                .set(Bucket.OUTPUT_AUDIO, Replies.count(usage, "output_tokens"))
                .build();
    }

    /** What understanding sound used: tokens, or time in seconds, each begun one counted. */
    static Usage understood(JsonValue reply) {
        JsonValue usage = reply.get("usage");
        long input = Replies.count(usage, "input_tokens");
        long audio = Math.min(Replies.count(usage.get("input_token_details"), "audio_tokens"), input);
        double seconds = usage.number("seconds")
                .orElse(usage.isNull() ? reply.number("duration").orElse(0) : 0);
        return Usage.builder()
                .set(Bucket.INPUT, input - audio)
                .set(Bucket.INPUT_AUDIO, audio)
                .set(Bucket.OUTPUT, Replies.count(usage, "output_tokens"))
                .set(Bucket.AUDIO_SECONDS, (long) Math.ceil(Math.clamp(seconds, 0, 1e9)))
                .build();
    }
}
