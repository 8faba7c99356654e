package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Members of a message item. The canonical form has only the item's parts, so they travel on the first of them, beside the
 * part's own.
 */
final class ItemMembers {
    /** What names the item at the provider that made it. */
    static final Set<String> IDENTITY = Set.of("id", "status");

    private static final Set<String> NAMES = Set.of("id", "status", "phase");

    private ItemMembers() {}

    /** Those of the item. */
    static Map<String, JsonText> ofItem(Map<String, JsonText> members) {
        return filter(members, true);
    }

    /** Those of the part. */
    static Map<String, JsonText> ofPart(Map<String, JsonText> members) {
        return filter(members, false);
    }

    private static Map<String, JsonText> filter(Map<String, JsonText> members, boolean item) {
        Map<String, JsonText> filtered = new LinkedHashMap<>(members);
        filtered.keySet().removeIf(name -> NAMES.contains(name) != item);
        return filtered;
    }
}
