package dev.switchboard.spi.wire;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * What of a request or reply was left out or changed on its way from one format to another: a sentence each, which the caller
 * finds in a warning header and the operator in the decision log. Nothing is lost in silence. Safe for use by several threads.
 */
public final class Changes {
    private final SequencedSet<String> sentences = new LinkedHashSet<>();

    /**
     * Something was left out.
     *
     * @param field where it stood, such as {@code messages[2].name}
     * @param why   the reason, without a full stop; never content
     */
    public synchronized void dropped(String field, String why) {
        sentences.add(field + " was left out: " + why);
    }

    /**
     * Something was changed.
     *
     * @param field where it stood
     * @param how   what became of it, without a full stop; never content
     */
    public synchronized void changed(String field, String how) {
        sentences.add(field + " was changed: " + how);
    }

    /**
     * A part of a reply was left out that only another format knows.
     *
     * @param family whose format knows it
     * @param part   named by its type, if it has one
     */
    public void foreign(String family, JsonText part) {
        dropped(
                JsonValue.of(part).filled("type").orElse("a part of the reply"),
                "only the format of " + family + " can say it");
    }

    /**
     * Members of a reply were left out that only another format knows; nothing is said of those that this family knows, and of
     * those that hold nothing.
     *
     * @param family the writer's
     */
    public void foreign(String family, Extras extras) {
        if (extras.isEmpty() || extras.wire().name().startsWith(family + ".")) {
            return;
        }
        String names = extras.members().entrySet().stream()
                .filter(member -> !JsonValue.of(member.getValue()).isBlank())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            dropped(names, "only the format " + extras.wire() + " can say it");
        }
    }

    /** The sentences so far, each once, in order. */
    public synchronized List<String> list() {
        return List.copyOf(sentences);
    }
}
