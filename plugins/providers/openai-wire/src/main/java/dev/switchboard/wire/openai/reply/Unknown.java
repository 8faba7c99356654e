package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the objects of a vendor's own format say that the canonical form does not know. */
public final class Unknown {
    private Unknown() {}

    /** The members other than those that were read. */
    public static Extras members(Wire wire, JsonValue object, Set<String> read) {
        return Extras.of(wire, object.without(read));
    }

    /** The same in the middle of a stream: an event for each member that holds something, of the type of its name. */
    public static List<ChatEvent> events(String family, JsonValue object, Set<String> read) {
        List<ChatEvent> events = new ArrayList<>();
        object.members().forEach((name, value) -> {
            if (!read.contains(name) && !value.isBlank()) {
                JsonWriter json = new JsonWriter().object().string("type", name);
                events.add(new ChatEvent.Foreign(
                        family, json.raw("value", value.text()).endObject().text()));
            }
        });
        return events;
    }
}
