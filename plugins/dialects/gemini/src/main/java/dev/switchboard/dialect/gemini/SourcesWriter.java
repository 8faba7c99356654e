package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Writes the sources of a candidate's texts as {@code groundingMetadata}. Google counts in bytes of UTF-8. */
final class SourcesWriter {
    /** By page: its number. */
    private final Map<JsonText, Integer> chunks = new LinkedHashMap<>();

    private final List<JsonText> supports = new ArrayList<>();

    /** Whether there are none. */
    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** Adds the sources of one text. @param part the number of its part */
    void add(String text, List<Citation> citations, int part) {
        citations.forEach(citation -> add(text, citation, part));
    }

    private void add(String text, Citation citation, int part) {
        JsonText page = new JsonWriter()
                .object()
                .object("web")
                .string("uri", citation.url())
                .string("title", citation.title())
                .endObject()
                .endObject()
                .text();
        int number = chunks.computeIfAbsent(page, any -> chunks.size());
        int start = within(text, citation.start(), 0);
        int end = within(text, citation.end(), text.length());
        if (start > end) {
            return;
        }
        supports.add(new JsonWriter()
                .object()
                .object("segment")
                .integer("partIndex", part)
                .integer("startIndex", bytes(text, start))
                .integer("endIndex", bytes(text, end))
                .string("text", text.substring(start, end))
                .endObject()
                .array("groundingChunkIndices")
                .raw(JsonText.number(number))
                .endArray()
                .endObject()
                .text());
    }

    private static int within(String text, OptionalInt position, int otherwise) {
        return Math.clamp(position.orElse(otherwise), 0, text.length());
    }

    private static int bytes(String text, int position) {
        return text.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Writes the member. */
    void write(JsonWriter out) {
        out.object("groundingMetadata").array("groundingChunks");
        chunks.keySet().forEach(out::raw);
        out.endArray().array("groundingSupports");
        supports.forEach(out::raw);
        out.endArray().endObject();
    }
}
