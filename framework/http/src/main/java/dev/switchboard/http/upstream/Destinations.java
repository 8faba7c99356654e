package dev.switchboard.http.upstream;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.HttpClient;

/**
 * Where the gateway connects to: the destinations of the instances that live, and what the operator lists. Addresses that
 * belong to the machine's own network segment, or from which clouds hand out credentials, have to be listed, or named as the
 * metadata service that an instance gets its own credentials from, whatever name stands for them. Safe for use by any thread.
 */
public final class Destinations implements EgressRule {
    /** Metadata services outside the link-local ranges: AWS over IPv6, Alibaba, Azure, Oracle. */
    private static final Set<String> METADATA =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

    private final Map<String, Integer> named = new ConcurrentHashMap<>();
    private final Map<String, Integer> metadata = new ConcurrentHashMap<>();
    private volatile Set<String> listed = Set.of();

    /**
     * Lets connections to these addresses pass until {@link #remove}; each addition counts.
     *
     * @throws IllegalArgumentException if one is no absolute http or https URL
     */
    public void add(Collection<URI> addresses) {
        add(named, addresses);
    }

    /** Takes one addition of these addresses back. */
    public void remove(Collection<URI> addresses) {
        remove(named, addresses);
    }

    /**
     * Like {@link #add}, also where these addresses are guarded ones.
     *
     * @throws IllegalArgumentException if one is no absolute http or https URL
     */
    public void addMetadataServices(Collection<URI> addresses) {
        add(metadata, addresses);
    }

    /** Takes one addition of these metadata services back. */
    public void removeMetadataServices(Collection<URI> addresses) {
        remove(metadata, addresses);
    }

    private static void add(Map<String, Integer> counts, Collection<URI> addresses) {
        keys(addresses).forEach(key -> counts.merge(key, 1, Integer::sum));
    }

    private static void remove(Map<String, Integer> counts, Collection<URI> addresses) {
        keys(addresses).forEach(key -> counts.computeIfPresent(key, (_, count) -> count > 1 ? count - 1 : null));
    }

    /** Replaces what the operator lists: hosts, each with a port or, for all ports, without one. */
    public void list(Collection<String> hosts) {
        listed = hosts.stream().map(Destinations::lower).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> keys(Collection<URI> addresses) {
        return addresses.stream().map(Destinations::key).toList();
    }

    private static String key(URI address) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("(?i)https?")) {
            throw new IllegalArgumentException(
                    "destination: \"" + address + "\" (expected: an absolute http or https URL)");
        }
        return key(
                JettyTransport.bare(address.getHost()),
                HttpClient.normalizePort(address.getScheme(), address.getPort()));
    }

    @Override
    public boolean allows(String scheme, String host, int port) {
        return named.containsKey(key(host, port)) || mayBeGuarded(host, port);
    }

    @Override
    public boolean allows(String host, int port, InetAddress address) {
        boolean guarded = address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress());
        return !guarded || mayBeGuarded(host, port);
    }

    private boolean mayBeGuarded(String host, int port) {
        return metadata.containsKey(key(host, port)) || isListed(host, port);
    }

    private boolean isListed(String host, int port) {
        Set<String> hosts = listed;
        return !hosts.isEmpty() && (hosts.contains(lower(host)) || hosts.contains(key(host, port)));
    }

    /** {@code host:port}; an IPv6 address in brackets. */
    private static String key(String host, int port) {
        return (host.indexOf(':') < 0 ? lower(host) : "[" + lower(host) + "]") + ":" + port;
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
