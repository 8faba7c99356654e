package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.util.Map;
import java.util.Objects;

/** What became of an {@link Offer}. */
public sealed interface Verdict {
    /**
     * The new set serves.
     *
     * @param health how plugins are; one that is not named is ready
     */
    record Published(Map<InstalledPlugin, Health> health) implements Verdict {
        /** Copies the map. */
        public Published {
            health = Map.copyOf(health);
        }
    }

    /**
     * Nothing has changed.
     *
     * @param reason a sentence for the operator, without secrets
     * @param faults which arriving plugins are at fault, each with its own sentence. Empty when nobody can tell; then what
     *     was offered together is offered one by one.
     */
    record Refused(String reason, Map<InstalledPlugin, String> faults) implements Verdict {
        /** Copies the map. */
        public Refused {
            Objects.requireNonNull(reason);
            faults = Map.copyOf(faults);
        }
    }

    /** The new set serves and all is well. */
    static Verdict published() {
        return new Published(Map.of());
    }

    /** Nothing has changed, and no single plugin is known to be at fault. */
    static Verdict refused(String reason) {
        return new Refused(reason, Map.of());
    }

    /** Nothing has changed because of one plugin. */
    static Verdict refused(InstalledPlugin plugin, String reason) {
        return new Refused(reason, Map.of(plugin, reason));
    }
}
