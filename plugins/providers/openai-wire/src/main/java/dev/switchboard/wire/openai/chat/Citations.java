package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads where an answer has its knowledge from. */
final class Citations {
    private Citations() {}

    /** The annotations of a message or delta. */
    static List<Citation> in(JsonValue message) {
        return message.get("annotations").elements().stream()
                .map(Citations::annotation)
                .toList();
    }

    private static Citation annotation(JsonValue annotation) {
        JsonValue cited = annotation.get("url_citation");
        return new Citation(
                cited.filled("url"),
                cited.filled("title"),
                cited.filled("content"),
                index(cited.integer("start_index")),
                index(cited.integer("end_index")),
                Optional.of(new Citation.Original(Refusals.FAMILY, annotation.text())));
    }

    private static OptionalInt index(OptionalLong value) {
        return value.isPresent()
                ? OptionalInt.of(Math.clamp(value.getAsLong(), 0, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    /** The sources that Perplexity lists for a whole reply, beside its choices. */
    static List<Citation> ofReply(JsonValue envelope) {
        List<JsonValue> results = envelope.get("search_results").elements();
        return results.isEmpty()
                ? envelope.get("citations").elements().stream()
                        .flatMap(url -> url.string().stream())
                        .map(url -> source(Optional.of(url), Optional.empty(), Optional.empty()))
                        .toList()
                : results.stream()
                        .map(each -> source(each.filled("url"), each.filled("title"), each.filled("snippet")))
                        .toList();
    }

    private static Citation source(Optional<String> url, Optional<String> title, Optional<String> quote) {
        Optional<Citation.Original> none = Optional.empty();
        return new Citation(url, title, quote, OptionalInt.empty(), OptionalInt.empty(), none);
    }
}
