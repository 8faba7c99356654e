package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The output items of one response, in order. The last may be a message that takes more texts. */
final class OutputItems {
    private final EventWriter events;
    private final List<OutputItem> items = new ArrayList<>();
    private @Nullable MessageItem message;
    private String base = "";

    OutputItems(EventWriter events) {
        this.events = events;
    }

    /** @param id of the response, of which the names of items are made that have none */
    void start(String id) {
        base = id.startsWith("resp_") ? id.substring("resp_".length()) : id;
    }

    List<JsonText> json() {
        return items.stream().map(OutputItem::json).toList();
    }

    int size() {
        return items.size();
    }

    /** The message that the text belongs to. */
    MessageItem messageFor(Block text) {
        MessageItem open = message;
        if (open == null) {
            open = new MessageItem(events, items.size(), id("msg", text), text);
            items.add(open);
            message = open;
            open.begin();
        }
        return open;
    }

    /** Adds an item that is not a message, which ends the message before it. */
    <I extends OutputItem> I add(I item) {
        sealMessage();
        items.add(item);
        item.begin();
        return item;
    }

    /** The next text is one of another message; the open one ends as soon as nothing in it grows. */
    private void sealMessage() {
        MessageItem open = message;
        message = null;
        if (open != null && open.quiet()) {
            open.close(OutputItem.COMPLETED);
        }
    }

    /** The id that an upstream of this format gave, or a name. */
    String id(String prefix, Block block) {
        return Optional.ofNullable(Own.in(block.annotations()).get("id"))
                .map(JsonText::asString)
                .orElse(name(prefix));
    }

    /** A name for the next item. */
    String name(String prefix) {
        return prefix + "_" + base + "_" + items.size();
    }

    void closeQuietMessages() {
        for (OutputItem item : items) {
            if (item instanceof MessageItem sealed && sealed != message && !sealed.closed() && sealed.quiet()) {
                sealed.close(OutputItem.COMPLETED);
            }
        }
    }

    /** Ends whatever is open. @param status of what was not complete */
    void close(String status) {
        for (OutputItem item : items) {
            if (!item.closed()) {
                switch (item) {
                    case MessageItem open -> open.close(status);
                    case ReasoningItem open -> open.close(status);
                    case CallItem open -> open.close(status);
                    default -> item.finish(status);
                }
            }
        }
    }
}
