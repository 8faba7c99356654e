package dev.switchboard.pipeline.port;

import dev.switchboard.spi.Component;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where one instance may connect to by what it names itself; what the operator lists for all comes on top. Places are
 * {@code host:port}, in lower case, an IPv6 address in brackets. Immutable.
 */
public final class Reach {
    private static final String ANY_BELOW = "*.";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final String owner;
    private final Set<String> named;
    private final Set<String> domains;
    private final Set<String> metadata;

    private Reach(String owner, Set<String> named, Set<String> metadata) {
        this.owner = owner;
        this.named = named;
        this.domains = named.stream()
                .filter(place -> place.startsWith(ANY_BELOW))
                .map(place -> place.substring(1))
                .collect(Collectors.toUnmodifiableSet());
        this.metadata = metadata;
    }

    /**
     * What a component names.
     *
     * @param owner the instance, for people: {@code provider "groq"}
     * @throws IllegalArgumentException if it names what is no absolute http or https URL
     */
    public static Reach of(String owner, Component component) {
        Set<String> metadata = places(component.metadataServices());
        metadata.stream().filter(place -> place.startsWith(ANY_BELOW)).findAny().ifPresent(place -> {
            throw new IllegalArgumentException("metadata service: \"" + place + "\" (expected: a host in full)");
        });
        return new Reach(owner, places(component.destinations()), metadata);
    }

    /** That of an instance which may not connect to anywhere by itself, such as one that is not made yet. */
    public static Reach nowhere(String owner) {
        return new Reach(owner, Set.of(), Set.of());
    }

    /** The instance, for people. */
    public String owner() {
        return owner;
    }

    /** Whether the instance names the place as one of its destinations. */
    public boolean names(String place) {
        return named.contains(place) || !domains.isEmpty() && domains.stream().anyMatch(place::endsWith);
    }

    /** Whether the instance gets its own credentials there, as a cloud documents it. */
    public boolean namesMetadataService(String place) {
        return metadata.contains(place);
    }

    /**
     * A place.
     *
     * @param host a name or an address, an IPv6 one with or without brackets
     */
    public static String place(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        return (lower.indexOf(':') < 0 || lower.startsWith("[") ? lower : "[" + lower + "]") + ":" + port;
    }

    private static Set<String> places(Collection<URI> addresses) {
        return addresses.stream().map(Reach::place).collect(Collectors.toUnmodifiableSet());
    }

    private static String place(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = "https".equals(scheme);
        String authority = String.valueOf(address.getRawAuthority());
        if (authority.startsWith(ANY_BELOW)) {
            return ANY_BELOW + place(URI.create(scheme + "://" + authority.substring(ANY_BELOW.length())));
        }
        if (address.getHost() == null || !secure && !"http".equals(scheme)) {
            throw new IllegalArgumentException(
                    "destination: \"" + address + "\" (expected: an absolute http or https URL)");
        }
        int usual = secure ? HTTPS_PORT : HTTP_PORT;
        return place(address.getHost(), address.getPort() > 0 ? address.getPort() : usual);
    }
}
