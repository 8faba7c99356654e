package dev.switchboard.config;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration with the parts that fit.
 *
 * @param configuration the whole
 * @param notices       what the operator must know of each part, by its id; for one that is left out, why
 * @param providers     the names of the providers that each part brings, by its id; only of those that are not left out
 */
public record Extended(
        Configuration configuration, Map<String, List<Notice>> notices, Map<String, List<String>> providers) {
    /** Copies the collections, in their order. */
    public Extended {
        notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /** Why parts are left out, by their ids. */
    public Map<String, List<Notice>> leftOut() {
        Map<String, List<Notice>> out = new LinkedHashMap<>();
        notices.forEach((id, told) -> {
            List<Notice> reasons = told.stream()
                    .filter(notice -> notice.kind() == Kind.INVALID)
                    .toList();
            if (!reasons.isEmpty()) {
                out.put(id, reasons);
            }
        });
        return out;
    }
}
