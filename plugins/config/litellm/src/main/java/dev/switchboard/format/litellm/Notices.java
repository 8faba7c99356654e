package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Collects what the operator must know. */
final class Notices {
    private final List<Notice> notices = new ArrayList<>();

    void add(Kind kind, String path, Origin origin, String message) {
        notices.add(new Notice(kind, path, origin, message));
    }

    /** Names every key of a section that nobody translated. */
    void untranslated(String section, String path, Mapping mapping, Set<String> translated) {
        for (Entry entry : mapping.entries()) {
            if (!translated.contains(entry.key())) {
                KnownSettings.Known known = KnownSettings.find(section, entry.key());
                add(
                        known.kind(),
                        path.isEmpty() ? entry.key() : path + "." + entry.key(),
                        entry.origin(),
                        known.message());
            }
        }
    }

    /** In the order of the file. */
    List<Notice> inOrder() {
        return notices.stream()
                .sorted(Comparator.comparingInt((Notice n) -> n.origin().line())
                        .thenComparingInt(n -> n.origin().column()))
                .toList();
    }
}
