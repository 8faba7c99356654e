package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.json.JsonValue;
import java.util.stream.Collectors;

/** What a content filter of Azure's found, in words: the caller of another format gets no more than an error's message. */
final class FilterFindings {
    private FilterFindings() {}

    /** Such as {@code " (violence: high)"}; empty if nothing was filtered. */
    static String in(JsonValue error) {
        String found = error.get("innererror").get("content_filter_result").members().entrySet().stream()
                .filter(category -> category.getValue().bool("filtered").orElse(false))
                .map(category -> category.getKey() + ": "
                        + category.getValue().string("severity").orElse("detected"))
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "" : " (" + found + ")";
    }
}
