package dev.switchboard.config;

import dev.switchboard.config.binding.DeclaredSecrets;
import java.util.Map;
import java.util.Optional;

/** What the installed plugins offer, as far as configuration needs to know. */
@FunctionalInterface
public interface ComponentTypes {
    /** The types of a section with the record that configures each. */
    Map<String, Class<? extends Record>> of(Section section);

    /** Which settings of a type may hold secrets; empty if any may. */
    default Optional<DeclaredSecrets> secrets(Section section, String type) {
        return Optional.empty();
    }
}
