package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads citations. Cohere cites a span of the answer, each with the documents or tools it comes from. */
final class Citations {
    private Citations() {}

    /** Those of one part of the content. */
    static List<Citation> of(JsonValue message, int part) {
        return message.get("citations").elements().stream()
                .filter(citation -> citation.integer("content_index").orElse(0) == part)
                .map(Citations::read)
                .toList();
    }

    static Citation read(JsonValue citation) {
        JsonValue source =
                citation.get("sources").elements().stream().findFirst().orElse(JsonValue.MISSING);
        JsonValue document = source.get("document").isObject() ? source.get("document") : source.get("tool_output");
        Optional<String> url = document.filled("url").or(() -> link(source.string("id")));
        return new Citation(
                url,
                document.filled("title"),
                document.filled("text").or(() -> document.filled("snippet")),
                place(citation, "start"),
                place(citation, "end"),
                Optional.of(new Citation.Original("cohere", citation.text())));
    }

    private static Optional<String> link(Optional<String> id) {
        return id.filter(value -> value.startsWith("https://") || value.startsWith("http://"));
    }

    private static OptionalInt place(JsonValue citation, String name) {
        long place = citation.integer(name).orElse(-1);
        return place >= 0 && place <= Integer.MAX_VALUE ? OptionalInt.of((int) place) : OptionalInt.empty();
    }
}
