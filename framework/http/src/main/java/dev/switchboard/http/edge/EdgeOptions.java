package dev.switchboard.http.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an {@link EdgeServer} listens.
 *
 * @param name         for logs and thread names, such as {@code data} or {@code admin}
 * @param host         the address or host name to bind to
 * @param port         0 to 65535; 0 picks a free port
 * @param limits       what a caller may ask for
 * @param tls          the certificate; without one the port speaks plain HTTP
 * @param http2        whether HTTP/2 is spoken: by ALPN with a certificate, by prior knowledge without
 * @param drainTimeout how long {@link EdgeServer#drain} waits for requests under way
 */
public record EdgeOptions(
        String name,
        String host,
        int port,
        EdgeLimits limits,
        Optional<Tls> tls,
        boolean http2,
        Duration drainTimeout) {
    /** @throws IllegalArgumentException if a value is out of range */
    public EdgeOptions {
        Objects.requireNonNull(name);
        Objects.requireNonNull(host);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(tls);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
        if (drainTimeout.isNegative()) {
            throw new IllegalArgumentException("drainTimeout: " + drainTimeout + " (expected: not negative)");
        }
    }

    /** A plain port with HTTP/2 by prior knowledge and the default limits. */
    public static EdgeOptions plain(String name, String host, int port) {
        return new EdgeOptions(name, host, port, EdgeLimits.DEFAULT, Optional.empty(), true, Duration.ofSeconds(30));
    }

    /** The same with other limits. */
    public EdgeOptions withLimits(EdgeLimits other) {
        return new EdgeOptions(name, host, port, other, tls, http2, drainTimeout);
    }

    /** The same with a certificate. */
    public EdgeOptions withTls(Tls other) {
        return new EdgeOptions(name, host, port, limits, Optional.of(other), http2, drainTimeout);
    }

    /** The same with another drain time-out. */
    public EdgeOptions withDrainTimeout(Duration other) {
        return new EdgeOptions(name, host, port, limits, tls, http2, other);
    }

    /**
     * A certificate and its key, both in PEM files.
     *
     * @param certificates the server's certificate, then the intermediate ones
     * @param privateKey   the key of the first certificate: PKCS#8, not encrypted
     */
    public record Tls(Path certificates, Path privateKey) {}
}
