package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what one reply used, event by event: its tokens, of which the last report counts, and the searches behind it, which have
 * a fee beside them (ai.google.dev/gemini-api/docs/pricing and /google-search, November 2026). Up to Gemini 2.5 a prompt that was
 * grounded has one fee, however many searches that took; from Gemini 3 on each different query has one, empty ones do not count. Google
 * Maps is billed the same way, for a price of its own; fetching the pages that a prompt names costs tokens only. Queries name no
 * source: where a reply shows pages and places, they are taken for searches of the web beside one of the map. Used by one thread at a
 * time.
 */
public final class UsageMeter {
    private final Set<String> queries = new HashSet<>();
    private Usage tokens = Usage.none();
    private boolean pages;
    private boolean places;
    private boolean byPrompt;

    /** Takes a whole reply, or an event of one. @return what was used so far; empty if it says nothing new, or no tokens are known */
    public Optional<Usage> add(JsonValue reply) {
        Optional<Usage> reported = UsageReader.read(reply.get("usageMetadata"));
        reported.ifPresent(usage -> tokens = usage);
        reply.string("modelVersion")
                .ifPresent(model -> byPrompt = model.startsWith("gemini-1.") || model.startsWith("gemini-2."));
        boolean grounded = false;
        for (JsonValue candidate : reply.get("candidates").elements()) {
            JsonValue grounding = candidate.get("groundingMetadata");
            if (grounding.isObject()) {
                note(grounding);
                grounded = true;
            }
        }
        return tokens.isNone() || !grounded && reported.isEmpty()
                ? Optional.empty()
                : Optional.of(tokens.plus(searches()));
    }

    private void note(JsonValue grounding) {
        for (JsonValue query : grounding.get("webSearchQueries").elements()) {
            query.string().filter(text -> !text.isBlank()).ifPresent(queries::add);
        }
        for (JsonValue chunk : grounding.get("groundingChunks").elements()) {
            pages |= chunk.get("web").isObject();
            places |= chunk.get("maps").isObject();
        }
        places |= grounding.filled("googleMapsWidgetContextToken").isPresent();
    }

    private Usage searches() {
        boolean placesOnly = places && !pages;
        long web = placesOnly ? 0 : Math.max(pages ? 1 : 0, queries.size());
        long map = placesOnly ? Math.max(1, queries.size()) : places ? 1 : 0;
        return Usage.builder()
                .set(Bucket.REQUESTS, byPrompt ? Math.min(1, web) : web)
                .set(Bucket.MAP_SEARCHES, byPrompt ? Math.min(1, map) : map)
                .build();
    }
}
