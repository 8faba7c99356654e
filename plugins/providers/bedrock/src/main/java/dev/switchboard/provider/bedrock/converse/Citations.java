package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads sources; the whole text block cites in this format. */
final class Citations {
    private Citations() {}

    static Citation read(JsonValue citation) {
        JsonValue web = citation.get("location").get("web");
        Optional<String> quote =
                Optional.of(texts(citation.get("sourceContent"))).filter(text -> !text.isEmpty());
        return new Citation(
                web.filled("url").or(() -> citation.filled("source")),
                citation.filled("title").or(() -> web.filled("domain")),
                quote,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(new Citation.Original(ConverseTranslator.FAMILY, citation.text())));
    }

    /** The texts of an array of parts, joined. */
    static String texts(JsonValue parts) {
        return parts.elements().stream()
                .flatMap(part -> part.string("text").stream())
                .collect(Collectors.joining());
    }
}
