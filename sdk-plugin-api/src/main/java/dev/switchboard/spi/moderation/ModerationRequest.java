package dev.switchboard.spi.moderation;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;

/**
 * Asks for verdicts.
 *
 * @param model  the model's name, public or upstream depending on where in the pipeline it is read
 * @param items  at least one; each gets a verdict of its own
 * @param extras top-level members this record does not know
 */
public record ModerationRequest(String model, List<Item> items, Extras extras) {
    /** Copies the list. @throws IllegalArgumentException if there is no item */
    public ModerationRequest {
        Objects.requireNonNull(model);
        Objects.requireNonNull(extras);
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("items: none (expected: at least one)");
        }
    }

    /** What is judged together. @param parts at least one */
    public record Item(List<Part> parts) {
        /** Copies the list. @throws IllegalArgumentException if there is no part */
        public Item {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("parts: none (expected: at least one)");
            }
        }

        /** A text alone. */
        public static Item of(String text) {
            return new Item(List.of(new Part.Text(text)));
        }
    }

    /** A piece of what is judged. Cases may be added in a minor version: switch with a default. */
    public sealed interface Part {
        /** @param text the text, possibly empty */
        record Text(String text) implements Part {}

        /** @param media a picture */
        record Image(Media media) implements Part {}
    }
}
