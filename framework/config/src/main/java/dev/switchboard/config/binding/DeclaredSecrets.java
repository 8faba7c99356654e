package dev.switchboard.config.binding;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a type of component that may hold secrets.
 *
 * @param plugin who declares them, for people
 * @param names  of settings, such as {@code api-key} or {@code store.password}; each stands for all below it, too
 */
public record DeclaredSecrets(String plugin, Set<String> names) {
    /** Copies the set. */
    public DeclaredSecrets {
        names = Set.copyOf(names);
    }

    /**
     * Why a setting may hold no secret; empty if it may.
     *
     * @param base the path of the component's settings
     * @param path the path of the setting, below it
     */
    Optional<String> refusal(String base, String path) {
        String setting = path.substring(base.length() + 1).replaceAll("\\[\\d+]", "");
        if (names.stream().anyMatch(name -> setting.equals(name) || setting.startsWith(name + "."))) {
            return Optional.empty();
        }
        return Optional.of("a secret, which the manifest of " + plugin
                + " does not declare, so that it does not get it (declared: "
                + (names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names)))
                + "; take the setting out, or ask for a version that declares it)");
    }
}
