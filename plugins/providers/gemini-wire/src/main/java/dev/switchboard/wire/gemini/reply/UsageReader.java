package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns {@code usageMetadata} into disjoint buckets.
 *
 * <p>The prompt's count contains the cached tokens; thoughts and what provider-side tools put into the prompt are counted
 * beside. Details by modality single out audio, and images of the output. Where the reported total says that thoughts are part of the candidates' count,
 * it is believed; whatever else does not add up is left as the single numbers say. Never fails on odd numbers.
 */
public final class UsageReader {
    /** More than any request can use; what lies above is an error of the server's and would overflow sums. */
    private static final long LIMIT = 1_000_000_000_000L;

    private UsageReader() {}

    /** Reads the object; empty if it is none or says nothing, as in the early events of some streams. */
    public static Optional<Usage> read(JsonValue metadata) {
        Usage usage = metadata.isObject() ? buckets(metadata) : Usage.none();
        return usage.isNone() ? Optional.empty() : Optional.of(usage);
    }

    private static Usage buckets(JsonValue metadata) {
        long prompt = count(metadata, "promptTokenCount");
        long tools = count(metadata, "toolUsePromptTokenCount");
        long thoughts = count(metadata, "thoughtsTokenCount");
        long candidates = count(metadata, "candidatesTokenCount");
        long total = count(metadata, "totalTokenCount");
        if (total > 0 && total == prompt + tools + candidates && thoughts <= candidates) {
            candidates -= thoughts;
        }
        long cached = Math.min(count(metadata, "cachedContentTokenCount"), prompt);
        long audio = audio(metadata, "promptTokensDetails") + audio(metadata, "toolUsePromptTokensDetails");
        long fresh = prompt + tools - cached;
        long audioIn = Math.clamp(audio - audio(metadata, "cacheTokensDetails"), 0, fresh);
        long audioOut = Math.min(count(metadata, "candidatesTokensDetails", "AUDIO"), candidates);
        long imageOut = Math.min(count(metadata, "candidatesTokensDetails", "IMAGE"), candidates - audioOut);
        return Usage.builder()
                .serviceTier(tier(metadata))
                .set(Bucket.CACHE_READ, cached)
                .set(Bucket.INPUT_AUDIO, audioIn)
                .set(Bucket.INPUT, fresh - audioIn)
                .set(Bucket.REASONING, thoughts)
                .set(Bucket.OUTPUT_AUDIO, audioOut)
                .set(Bucket.OUTPUT_IMAGE, imageOut)
                .set(Bucket.OUTPUT, candidates - audioOut - imageOut)
                .build();
    }

    /** The ordinary tier goes without a name. */
    private static Optional<String> tier(JsonValue metadata) {
        return metadata.string("serviceTier")
                .map(tier -> tier.toLowerCase(Locale.ROOT))
                .filter(tier -> !tier.equals("standard") && !tier.endsWith("unspecified"));
    }

    private static long audio(JsonValue metadata, String details) {
        return count(metadata, details, "AUDIO");
    }

    private static long count(JsonValue metadata, String details, String modality) {
        return metadata.get(details).elements().stream()
                .filter(detail -> detail.string("modality").orElse("").equals(modality))
                .mapToLong(detail -> count(detail, "tokenCount"))
                .sum();
    }

    private static long count(JsonValue object, String name) {
        return Math.clamp(object.integer(name).orElse(0), 0, LIMIT);
    }
}
