package dev.switchboard.osgi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRequirement;

/** Reads a name and a range of versions out of a requirement's filter. */
final class RequirementFilter {
    private static final Pattern AT_LEAST = Pattern.compile("(?<!!)\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern EXACTLY = Pattern.compile("\\(version=([^)]+)\\)");

    private final String filter;
    private final String namespace;

    RequirementFilter(BundleRequirement requirement, String namespace) {
        this(String.valueOf(requirement.getDirectives().get("filter")), namespace);
    }

    RequirementFilter(String filter, String namespace) {
        this.filter = filter;
        this.namespace = namespace;
    }

    String name() {
        Matcher matcher =
                Pattern.compile(Pattern.quote(namespace) + "=([^)]+)\\)").matcher(filter);
        return matcher.find() ? matcher.group(1) : filter;
    }

    Optional<Version> atLeast() {
        Matcher matcher = AT_LEAST.matcher(filter);
        return matcher.find() ? Optional.of(Version.parseVersion(matcher.group(1))) : Optional.empty();
    }

    /** Such as {@code dev.acme.util 1.2 up to, not including, 2}. */
    String nameAndRange() {
        return name() + range();
    }

    /** Such as {@code  1.2 or later}, with a blank in front; empty if any version will do. */
    String range() {
        Optional<Version> floor = atLeast();
        Matcher below = BELOW.matcher(filter);
        if (below.find()) {
            return " " + floor.orElse(Version.emptyVersion) + " or later, but below " + below.group(1);
        }
        return floor.map(version -> " " + version + " or later").orElse("");
    }

    /** Such as {@code Java 25}. */
    String javaVersion() {
        Matcher exactly = EXACTLY.matcher(filter);
        return exactly.find() ? "Java " + exactly.group(1) : name() + range();
    }
}
