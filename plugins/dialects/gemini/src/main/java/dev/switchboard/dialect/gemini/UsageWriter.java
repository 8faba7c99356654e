package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** Writes usage with Google's numbers: the prompt's count contains what was cached, thoughts stand beside the candidates. */
final class UsageWriter {
    private UsageWriter() {}

    static void write(JsonWriter out, Usage usage) {
        long thoughts = usage.of(Bucket.REASONING);
        long cached = usage.of(Bucket.CACHE_READ);
        out.object("usageMetadata").integer("promptTokenCount", usage.inputTokens());
        if (cached > 0) {
            out.integer("cachedContentTokenCount", cached);
        }
        out.integer("candidatesTokenCount", usage.outputTokens() - thoughts);
        if (thoughts > 0) {
            out.integer("thoughtsTokenCount", thoughts);
        }
        out.integer("totalTokenCount", usage.totalTokens());
        details(
                out,
                "promptTokensDetails",
                usage.inputTokens(),
                usage.of(Bucket.INPUT_AUDIO),
                usage.of(Bucket.INPUT_IMAGE));
        details(
                out,
                "candidatesTokensDetails",
                usage.outputTokens() - thoughts,
                usage.of(Bucket.OUTPUT_AUDIO),
                usage.of(Bucket.OUTPUT_IMAGE));
        out.string("serviceTier", usage.serviceTier()).endObject();
    }

    /** The split by modality, where there is more than text. */
    private static void details(JsonWriter out, String name, long all, long audio, long images) {
        if (audio + images > 0) {
            out.array(name);
            detail(out, "TEXT", all - audio - images);
            detail(out, "AUDIO", audio);
            detail(out, "IMAGE", images);
            out.endArray();
        }
    }

    private static void detail(JsonWriter out, String modality, long tokens) {
        if (tokens > 0) {
            out.object()
                    .string("modality", modality)
                    .integer("tokenCount", tokens)
                    .endObject();
        }
    }
}
