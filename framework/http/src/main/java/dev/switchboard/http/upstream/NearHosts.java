package dev.switchboard.http.upstream;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts that mean something else to each machine: itself, its own segment and its metadata services. A proxy would reach its
 * own, and answer with its own identity. Names are not resolved.
 */
final class NearHosts {
    /** All that inet_aton takes for an address (POSIX): one to four numbers, which may be octal or hexadecimal. */
    private static final Pattern NUMBER = Pattern.compile("(?:0x[0-9a-f]*|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]+)){0,3}");

    private NearHosts() {}

    /** @param host as in a URL */
    static boolean contain(String host) {
        String name = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        return name.indexOf(':') >= 0 || NUMBER.matcher(name).matches()
                ? isNear(name)
                : name.equals("localhost") || name.endsWith(".localhost");
    }

    private static boolean isNear(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(bare(literal));
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || GuardedAddresses.contain(address);
        } catch (IllegalArgumentException e) {
            return true; // whatever a proxy would take it for; the JDK takes it for nothing
        }
    }

    /** Without brackets and zone. */
    private static String bare(String literal) {
        String inner = literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
        int zone = inner.indexOf('%');
        return zone < 0 ? inner : inner.substring(0, zone);
    }
}
