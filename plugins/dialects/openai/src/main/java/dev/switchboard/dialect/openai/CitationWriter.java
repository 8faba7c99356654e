package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.Optional;

/** Writes sources as annotations of a message, whose positions count from the beginning of its whole text. */
final class CitationWriter {
    private final Changes changes;

    CitationWriter(Changes changes) {
        this.changes = changes;
    }

    /**
     * One annotation; empty for a source that has no place in this format.
     *
     * @param start where the text block begins in the text of the message
     * @param end   where the block ends, as far as it is known
     */
    Optional<JsonText> annotation(Citation citation, int start, int end) {
        Optional<JsonText> own = citation.original()
                .filter(original -> original.family().equals(OpenAiDialect.FAMILY))
                .map(Citation.Original::json);
        if (own.isPresent() && start == 0) {
            return own;
        }
        if (citation.url().isEmpty()) {
            if (own.isEmpty()) {
                changes.dropped("citations", "this format names sources by their address, and one has none");
            }
            return own;
        }
        JsonWriter json =
                new JsonWriter().object().string("type", "url_citation").object("url_citation");
        json.integer(
                "start_index",
                citation.start().isPresent() ? start + citation.start().getAsInt() : start);
        json.integer(
                "end_index", citation.end().isPresent() ? start + citation.end().getAsInt() : end);
        json.string("url", citation.url()).string("title", citation.title().orElse(""));
        json.string("content", citation.quote());
        return Optional.of(json.endObject().endObject().text());
    }
}
