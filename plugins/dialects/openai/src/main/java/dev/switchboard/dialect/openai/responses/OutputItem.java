package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.function.Consumer;

/** One element of a response's output, from its beginning to its end. */
abstract class OutputItem {
    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";
    static final String INCOMPLETE = "incomplete";

    private final EventWriter events;
    private final int index;
    private final String id;
    private String status = IN_PROGRESS;

    OutputItem(EventWriter events, int index, String id) {
        this.events = events;
        this.index = index;
        this.id = id;
    }

    final String id() {
        return id;
    }

    final String status() {
        return status;
    }

    final boolean closed() {
        return !status.equals(IN_PROGRESS);
    }

    /** The item as it stands. */
    abstract JsonText json();

    /** Says that the item began. */
    final void begin() {
        JsonText item = json();
        events.event(
                "response.output_item.added",
                json -> json.integer("output_index", index).raw("item", item));
    }

    /** Says that the item is over. */
    final void finish(String endStatus) {
        status = endStatus;
        JsonText item = json();
        events.event(
                "response.output_item.done",
                json -> json.integer("output_index", index).raw("item", item));
    }

    /** Says something of the item. */
    final void say(String type, Consumer<JsonWriter> members) {
        events.event(type, json -> {
            json.string("item_id", id).integer("output_index", index);
            members.accept(json);
        });
    }
}
