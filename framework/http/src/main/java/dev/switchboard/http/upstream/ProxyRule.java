package dev.switchboard.http.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP proxy between the gateway and its upstreams. Plain requests are forwarded by it, encrypted ones pass through a
 * tunnel.
 *
 * @param host        name or address of the proxy
 * @param port        1 to 65535
 * @param credentials {@code user:password}, sent to the proxy unasked
 * @param direct      hosts that are reached without it: a name matches itself and everything below it, {@code *} everything
 */
public record ProxyRule(String host, int port, Optional<String> credentials, List<String> direct) {
    /** @throws IllegalArgumentException if the port is out of range or the credentials have no colon */
    public ProxyRule {
        direct = List.copyOf(direct);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("proxy port: " + port + " (expected: 1 to 65535)");
        }
        if (credentials.isPresent() && credentials.get().indexOf(':') < 0) {
            throw new IllegalArgumentException("proxy credentials: no colon (expected: user:password)");
        }
    }

    /** Whether requests to that host go through the proxy. */
    boolean covers(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        return direct.stream().map(ProxyRule::suffix).noneMatch(suffix -> matches(name, suffix));
    }

    private static boolean matches(String name, String suffix) {
        return suffix.isEmpty() || name.equals(suffix) || name.endsWith("." + suffix);
    }

    /** What {@code *.example.com}, {@code .example.com} and {@code example.com} have in common. */
    private static String suffix(String entry) {
        String bare = entry.startsWith("*") ? entry.substring(1) : entry;
        return (bare.startsWith(".") ? bare.substring(1) : bare).toLowerCase(Locale.ROOT);
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "ProxyRule[" + host + ":" + port + ", direct " + direct + "]";
    }
}
