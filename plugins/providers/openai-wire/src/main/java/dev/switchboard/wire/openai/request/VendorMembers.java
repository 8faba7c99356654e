package dev.switchboard.wire.openai.request;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Members that callers write beside those of the format they speak, since they know whose model answers.
 *
 * @param vendor for people
 * @param own    those it knows
 * @param read   those that were read already, and so are neither written nor lost
 */
public record VendorMembers(String vendor, Set<String> own, Set<String> read) {
    /** Copies the sets. */
    public VendorMembers {
        own = Set.copyOf(own);
        read = Set.copyOf(read);
    }

    /** Writes those the vendor knows and tells of the rest. */
    public void write(JsonWriter json, Map<String, JsonText> extras, Changes changes) {
        extras.forEach((name, value) -> {
            if (own.contains(name)) {
                json.raw(name, value);
            } else if (!read.contains(name)) {
                changes.dropped(name, why());
            }
        });
    }

    /** Tells of a member that the vendor does not know, if the caller wrote it. */
    public void drop(String name, Optional<?> value, Changes changes) {
        value.ifPresent(ignored -> changes.dropped(name, why()));
    }

    private String why() {
        return vendor + " has no such parameter";
    }
}
