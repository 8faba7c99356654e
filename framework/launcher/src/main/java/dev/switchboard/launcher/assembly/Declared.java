package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Section;
import dev.switchboard.launcher.shield.Shield;
import dev.switchboard.osgi.Capabilities;
import dev.switchboard.osgi.Capabilities.Content;
import dev.switchboard.osgi.InstalledPlugin;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds an instance to what its bundle's manifest declares: one that needs more is not made, and what one could see beyond is kept
 * from it. What secrets it gets is decided when its settings are bound.
 */
final class Declared {
    private Declared() {}

    /**
     * The component as the gateway may use it.
     *
     * @throws IllegalStateException with what it needs beyond; it is closed then
     */
    static Component hold(LoadedPlugin plugin, Section section, Component made) {
        if (!(plugin.identity() instanceof InstalledPlugin installed)) {
            return made;
        }
        Capabilities declared = installed.capabilities();
        check(declared, made, needed(section, made));
        return switch (section) {
            case CALLBACKS -> Shield.callback((Callback) made, declared);
            case ADMISSIONS -> Shield.admission((Admission) made, declared);
            case ROUTING -> Shield.strategy((RoutingStrategy) made, declared);
            case PROVIDERS, CACHES, GUARDRAILS, PROMPTS, ACCOUNTS, IDENTITIES, ENDPOINTS, SHARED -> made;
        };
    }

    /** The same for a dialect. */
    static Dialect hold(LoadedPlugin plugin, Dialect dialect) {
        if (plugin.identity() instanceof InstalledPlugin installed) {
            check(installed.capabilities(), dialect, Content.WHOLE);
        }
        return dialect;
    }

    /** What its work is made of. Accounts count the tokens of texts that an upstream did not count. */
    private static Content needed(Section section, Component component) {
        return switch (section) {
            case PROVIDERS, CACHES -> Content.WHOLE;
            case GUARDRAILS, PROMPTS, ACCOUNTS -> Content.TEXT;
            case CALLBACKS -> ((Callback) component).wantsContent() ? Content.WHOLE : Content.METADATA;
            case ADMISSIONS, IDENTITIES, ROUTING -> Content.METADATA;
            case ENDPOINTS, SHARED -> Content.NONE;
        };
    }

    private static void check(Capabilities declared, Component component, Content content) {
        try {
            checkDestinations(declared, component);
            if (!declared.sees(content)) {
                throw beyond("it sees " + inWords(content), declared);
            }
        } catch (RuntimeException | LinkageError e) {
            component.close();
            throw e;
        }
    }

    private static void checkDestinations(Capabilities declared, Component component) {
        Set<String> unreachable = Stream.concat(
                        component.destinations().stream(), component.metadataServices().stream())
                .filter(address -> !declared.reaches(address))
                .map(URI::getAuthority)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unreachable.isEmpty()) {
            throw beyond("it connects to " + String.join(", ", unreachable), declared);
        }
    }

    private static IllegalStateException beyond(String what, Capabilities declared) {
        return new IllegalStateException(
                what + ", which its manifest does not declare (" + declared + "); ask for a version that declares it");
    }

    private static String inWords(Content content) {
        return switch (content) {
            case NONE -> "nothing";
            case METADATA -> "who calls which model";
            case TEXT -> "the text of exchanges";
            case WHOLE -> "the bodies of exchanges";
        };
    }
}
