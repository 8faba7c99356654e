package dev.switchboard.spi.wire;

import dev.switchboard.spi.json.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Members that the canonical form does not know, verbatim and in order, with the format they were written in. Whoever writes
 * asks for those of its own formats, so that no format's words ever stand in another's.
 *
 * @param wire    the format that understands them
 * @param members by name
 */
public record Extras(Wire wire, Map<String, JsonText> members) {
    /** Nothing. */
    public static final Extras NONE = new Extras(new Wire("none.none"), Map.of());

    /** Copies the map, keeping its order. */
    public Extras {
        Objects.requireNonNull(wire);
        members = members.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Members of a format; {@link #NONE} if there are none. */
    public static Extras of(Wire wire, Map<String, JsonText> members) {
        return members.isEmpty() ? NONE : new Extras(wire, members);
    }

    /** The members if one of these formats understands them; otherwise none. */
    public Map<String, JsonText> in(Wire... wires) {
        return List.of(wires).contains(wire) ? members : Map.of();
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return members.isEmpty();
    }
}
