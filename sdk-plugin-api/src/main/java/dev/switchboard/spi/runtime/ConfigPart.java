package dev.switchboard.spi.runtime;

import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue;
import java.util.List;
import java.util.Objects;

/**
 * A small configuration of its own that is laid beside the operator's: providers and models, in the native schema or in any format
 * that an installed plugin knows.
 *
 * <p>A provider of a part is the part's own: its name becomes {@code NAME@ID}. Targets of a model that exists already join it;
 * whatever else the part says about that model counts only where nobody said it before. A part names no files: who may add one need
 * not be who may read this machine's files.
 *
 * @param id     unique in the gateway, 1 to 191 characters, none of them a control character
 * @param config the tree; the origins of its values say where they come from
 * @param notices what the source itself knows about it; with one of the kind {@code INVALID} the part is left out
 */
public record ConfigPart(String id, ConfigValue.Mapping config, List<Notice> notices) {
    private static final int LONGEST_ID = 191;

    /** @throws IllegalArgumentException if the id is none */
    public ConfigPart {
        Objects.requireNonNull(config, "config");
        notices = List.copyOf(notices);
        if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("id: expected 1 to " + LONGEST_ID + " characters that can be printed");
        }
    }

    /** A part about which nothing else is known. */
    public ConfigPart(String id, ConfigValue.Mapping config) {
        this(id, config, List.of());
    }
}
