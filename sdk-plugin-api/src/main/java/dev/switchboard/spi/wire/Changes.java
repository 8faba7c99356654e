package dev.switchboard.spi.wire;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * What of a request or reply was left out or changed on its way from one format to another, which the caller finds in a warning
 * header and the operator in the decision log: one sentence for all that went the same way for the same reason. Nothing is lost
 * in silence. Safe for use by several threads.
 */
public final class Changes {
    /** What became of the fields, and those fields. */
    private final Map<String, SequencedSet<String>> all = new LinkedHashMap<>();

    private final Map<String, SequencedSet<String>> fresh = new LinkedHashMap<>();

    /**
     * Something was left out.
     *
     * @param field where it stood, such as {@code messages[2].name}
     * @param why   the reason, without a full stop; never content
     */
    public void dropped(String field, String why) {
        add(field, " left out: " + why);
    }

    /**
     * Something was changed.
     *
     * @param field where it stood
     * @param how   what became of it, without a full stop; never content
     */
    public void changed(String field, String how) {
        add(field, " changed: " + how);
    }

    private synchronized void add(String field, String what) {
        if (all.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(field)) {
            fresh.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(field);
        }
    }

    /**
     * A part of a reply was left out that only another format knows.
     *
     * @param family whose format knows it
     * @param part   named by its type; in formats without types by its first member
     */
    public void foreign(String family, JsonText part) {
        JsonValue json = JsonValue.of(part);
        String name = json.filled("type")
                .or(() -> json.members().keySet().stream().findFirst())
                .orElse("a part of the reply");
        dropped(name, "only the format of " + family + " can say it");
    }

    /**
     * Members of a reply were left out that only another format knows; nothing is said of those that hold nothing.
     *
     * @param own the formats whose members the writer writes
     */
    public void foreign(Extras extras, Wire... own) {
        if (extras.isEmpty() || List.of(own).contains(extras.wire())) {
            return;
        }
        extras.members().forEach((name, value) -> {
            if (!JsonValue.of(value).isBlank()) {
                dropped(name, "only the format " + extras.wire() + " can say it");
            }
        });
    }

    /** The sentences so far, in the order in which each was first needed. */
    public synchronized List<String> list() {
        return sentences(all);
    }

    /** Sentences about what nobody has taken yet. */
    public synchronized List<String> take() {
        List<String> taken = sentences(fresh);
        fresh.clear();
        return taken;
    }

    private static List<String> sentences(Map<String, SequencedSet<String>> changes) {
        if (changes.isEmpty()) {
            return List.of(); // as of nearly every call
        }
        return changes.entrySet().stream()
                .map(change -> String.join(", ", change.getValue())
                        + (change.getValue().size() == 1 ? " was" : " were")
                        + change.getKey())
                .toList();
    }
}
