package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonText;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a piece of text has its knowledge from.
 *
 * @param url      of the source
 * @param title    of the source
 * @param quote    the words of the source that are cited
 * @param start    where the citing text begins in its block, in UTF-16 units; empty where the whole block cites
 * @param end      behind the last unit of the citing text
 * @param original the citation as its format wrote it, which may say more, such as a page
 */
public record Citation(
        Optional<String> url,
        Optional<String> title,
        Optional<String> quote,
        OptionalInt start,
        OptionalInt end,
        Optional<Original> original) {
    /** Checks that nothing is null. */
    public Citation {
        Objects.requireNonNull(url);
        Objects.requireNonNull(title);
        Objects.requireNonNull(quote);
        Objects.requireNonNull(start);
        Objects.requireNonNull(end);
        Objects.requireNonNull(original);
    }

    /**
     * A citation verbatim.
     *
     * @param family the wire family that understands it
     */
    public record Original(String family, JsonText json) {}
}
