package dev.switchboard.wire.anthropic.format;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads citations: what all formats have of them, and the whole verbatim. The whole text block cites in this format. */
public final class Citations {
    private static final String FAMILY = "anthropic";

    private Citations() {}

    /** One citation of any of the format's types. */
    public static Citation read(JsonValue citation) {
        return new Citation(
                citation.filled("url").or(() -> citation.filled("source")),
                citation.filled("title").or(() -> citation.filled("document_title")),
                citation.filled("cited_text"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(new Citation.Original(FAMILY, citation.text())));
    }
}
