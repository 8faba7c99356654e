package dev.switchboard.http.upstream;

import java.net.InetAddress;
import java.util.Locale;

/**
 * Hosts that mean something else to each machine: itself, its own segment and its metadata services. A proxy would reach its
 * own, and answer with its own identity. Names are not resolved.
 */
final class NearHosts {
    private NearHosts() {}

    /** @param host as in a URL */
    static boolean contain(String host) {
        if (isAddress(host)) {
            return isNear(host);
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private static boolean isNear(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(bare(literal));
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || GuardedAddresses.contain(address);
        } catch (IllegalArgumentException e) {
            return false; // such as 1.2.3.4.5: a name that nobody can resolve
        }
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /** Without brackets and zone. */
    private static String bare(String literal) {
        String inner = literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
        int zone = inner.indexOf('%');
        return zone < 0 ? inner : inner.substring(0, zone);
    }
}
