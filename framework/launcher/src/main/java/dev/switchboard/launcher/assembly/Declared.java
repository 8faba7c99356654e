package dev.switchboard.launcher.assembly;

import dev.switchboard.osgi.Capabilities;
import dev.switchboard.osgi.Capabilities.Content;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.guardrail.Guardrail;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds an instance to what its bundle's manifest declares: an instance that wants more is not made. */
final class Declared {
    private Declared() {}

    /** @throws IllegalStateException with what it wants beyond */
    static void check(Capabilities capabilities, Component component) {
        Set<String> beyond = Stream.concat(component.destinations().stream(), component.metadataServices().stream())
                .filter(address -> !capabilities.reaches(address))
                .map(URI::getAuthority)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!beyond.isEmpty()) {
            throw new IllegalStateException("it connects to " + String.join(", ", beyond)
                    + ", which its manifest does not declare (" + capabilities + ")");
        }
        Content content = content(component);
        if (!capabilities.sees(content)) {
            throw new IllegalStateException("it asks for the " + (content == Content.TEXT ? "text" : "bodies")
                    + " of exchanges, which its manifest does not declare (" + capabilities + ")");
        }
    }

    /** What the gateway would show it beyond what it needs to be called at all. */
    private static Content content(Component component) {
        return switch (component) {
            case Guardrail guardrail when !guardrail.stages().isEmpty() -> Content.TEXT;
            case Callback callback when callback.wantsContent() -> Content.WHOLE;
            default -> Content.NONE;
        };
    }
}
