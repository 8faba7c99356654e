package dev.switchboard.spi.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One message of a conversation.
 *
 * @param role        who speaks
 * @param content     in order; may be empty
 * @param name        the speaker's name, if given
 * @param annotations what hangs on it beside its content
 */
public record Message(Role role, List<Block> content, Optional<String> name, Annotations annotations) {
    /** Copies the list. */
    public Message {
        Objects.requireNonNull(role);
        Objects.requireNonNull(name);
        Objects.requireNonNull(annotations);
        content = List.copyOf(content);
    }

    /** A message of one text. */
    public static Message of(Role role, String text) {
        return of(role, List.of(new Block.Text(text)));
    }

    /** A message without name and annotations. */
    public static Message of(Role role, List<Block> content) {
        return new Message(role, content, Optional.empty(), Annotations.NONE);
    }

    /** The text blocks joined by line breaks. */
    public String text() {
        return content.stream()
                .filter(Block.Text.class::isInstance)
                .map(block -> ((Block.Text) block).text())
                .collect(Collectors.joining("\n"));
    }
}
