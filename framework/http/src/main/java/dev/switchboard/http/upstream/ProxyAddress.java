package dev.switchboard.http.upstream;

import java.util.Optional;

/**
 * An HTTP proxy. Plain requests are forwarded by it, encrypted ones pass through a tunnel.
 *
 * @param tls         whether it is itself spoken to over TLS
 * @param host        name or address
 * @param port        1 to 65535
 * @param credentials {@code user:password}, sent to the proxy unasked
 */
public record ProxyAddress(boolean tls, String host, int port, Optional<String> credentials) {
    /** @throws IllegalArgumentException if the port is out of range or the credentials have no colon */
    public ProxyAddress {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("proxy port: " + port + " (expected: 1 to 65535)");
        }
        if (credentials.isPresent() && credentials.get().indexOf(':') < 0) {
            throw new IllegalArgumentException("proxy credentials: no colon (expected: user:password)");
        }
    }

    /** Without the credentials, as in {@code http://proxy.example.com:3128}. */
    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return (tls ? "https://" : "http://") + shown + ":" + port;
    }
}
