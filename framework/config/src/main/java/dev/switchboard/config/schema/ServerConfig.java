package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The listeners. */
@Description("Where the gateway listens, and what it bears.")
public record ServerConfig(
        @Description("Address for callers; 0.0.0.0 for all interfaces.") @Default("127.0.0.1")
        String host,

        @Description("Port for callers; 0 picks a free one.") @Default("4000")
        int port,

        @Description("Address of the admin plane. Keep it away from callers.") @Default("127.0.0.1")
        String adminHost,

        @Description("Port of the admin plane; 0 picks a free one.") @Default("4001")
        int adminPort,

        @Description("Serves callers over TLS.") Optional<Tls> tls,

        @Description("Offers HTTP/2 beside HTTP/1.1.") @Default("true") @Key("http2")
        boolean http2,

        @Description("Filler on a stream that stays silent this long, so that no proxy in between cuts it.")
        @Default("15s")
        Duration keepAlive,

        @Description("Bounds on what one caller, and all together, can ask for.")
        Limits limits,

        @Description("What becomes of an upstream's reply when its caller goes away.")
        OnAbortConfig onAbort) {

    public ServerConfig {
        Check.range("port", port, 0, 65535);
        Check.range("admin-port", adminPort, 0, 65535);
        Check.positive("keep-alive", keepAlive);
        if (port == adminPort && port != 0) {
            throw new IllegalArgumentException("admin-port: " + adminPort + " (expected: another than port)");
        }
    }

    /** The certificate of the caller's listener. */
    @Description("A certificate for the caller's listener.")
    public record Tls(
            @Description("PEM file with the certificate and its chain.")
            Path certificate,

            @Description("PEM file with the private key (PKCS#8).")
            Path privateKey) {}
}
