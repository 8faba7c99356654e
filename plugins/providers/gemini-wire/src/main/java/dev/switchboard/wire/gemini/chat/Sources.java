package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Citation.Original;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.wire.gemini.GeminiWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what a candidate says of its sources: the pages a search found, with the pieces of text they support, and the texts it
 * recites. Google counts in bytes of UTF-8.
 */
final class Sources {
    private final byte[] text;

    /** Whether a candidate says anything of its sources. */
    static boolean areIn(JsonValue candidate) {
        return candidate.get("groundingMetadata").isObject()
                || candidate.get("citationMetadata").isObject();
    }

    /** @param text the text that the positions are in */
    Sources(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The sources of one text.
     *
     * @param part which part of the candidate it is; empty to take every source for it
     */
    List<Citation> read(JsonValue candidate, OptionalInt part) {
        List<Citation> citations = new ArrayList<>();
        JsonValue grounding = candidate.get("groundingMetadata");
        List<JsonValue> chunks = grounding.get("groundingChunks").elements();
        List<JsonValue> supports = grounding.get("groundingSupports").elements();
        for (JsonValue support : supports) {
            JsonValue segment = support.get("segment");
            if (part.isEmpty() || segment.integer("partIndex").orElse(0) == part.getAsInt()) {
                support.get("groundingChunkIndices").elements().stream()
                        .mapToLong(index -> index.integer().orElse(-1))
                        .filter(index -> index >= 0 && index < chunks.size())
                        .forEach(index -> citations.add(citation(chunks.get((int) index), segment, support)));
            }
        }
        if (supports.isEmpty()) {
            chunks.forEach(chunk -> citations.add(citation(chunk, JsonValue.MISSING, chunk)));
        }
        JsonValue recited = candidate.get("citationMetadata");
        for (String name : List.of("citationSources", "citations")) {
            recited.get(name).elements().forEach(each -> citations.add(citation(each, each, each)));
        }
        return citations;
    }

    private Citation citation(JsonValue source, JsonValue segment, JsonValue original) {
        JsonValue page = source.members().values().stream()
                .filter(JsonValue::isObject)
                .findFirst()
                .orElse(source); // {web: {...}}, {retrievedContext: {...}}, {maps: {...}}
        OptionalInt end = position(segment, "endIndex");
        return new Citation(
                page.filled("uri"),
                page.filled("title"),
                page.filled("text"),
                end.isPresent() && segment.get("startIndex").isNull()
                        ? OptionalInt.of(0)
                        : position(segment, "startIndex"),
                end,
                Optional.of(new Original(GeminiWire.FAMILY, original.text())));
    }

    /** The position in UTF-16 units. */
    private OptionalInt position(JsonValue segment, String name) {
        long bytes = segment.integer(name).orElse(-1);
        return bytes < 0 || bytes > text.length
                ? OptionalInt.empty()
                : OptionalInt.of(new String(text, 0, (int) bytes, StandardCharsets.UTF_8).length());
    }
}
