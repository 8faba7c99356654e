package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to an upstream: through TLS, and as plugins use them. Proxies have {@link ProxyTest}. */
@Timeout(30)
class JettyTransportRouteTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Reach FROM = Reach.nowhere("provider \"test\"");

    private static SSLContext tls;

    private final MockUpstream upstream = MockUpstream.start();

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestingTls.context(folder);
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void speaksTlsWithWhomItTrusts() throws Exception {
        String body = "x".repeat(300_000);
        upstream.otherwise(request -> Reply.status(200).body(body).build());
        try (Relay server = tlsRelay();
                JettyTransport trusting = new JettyTransport(TransportConfig.DEFAULTS.withTrust(tls))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        body,
                        reply(trusting, "https://localhost:" + server.port() + "/")
                                .body()
                                .utf8());
            }
        }
        assertEquals(1, upstream.connectionCount());
    }

    @Test
    void refusesACertificateThatItDoesNotTrust() throws Exception {
        try (Relay server = tlsRelay();
                JettyTransport careful = new JettyTransport(TransportConfig.DEFAULTS)) {
            assertFails("tls_failed", careful, "https://localhost:" + server.port() + "/");
        }
        assertEquals(0, upstream.requestCount());
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (Relay server = tlsRelay();
                JettyTransport trusting = new JettyTransport(TransportConfig.DEFAULTS.withTrust(tls))) {
            assertFails("tls_failed", trusting, "https://127.0.0.1:" + server.port() + "/");
        }
        assertEquals(0, upstream.requestCount());
    }

    @Test
    void takesACutTlsStreamForACut() throws Exception {
        upstream.enqueue(
                Reply.status(200).body("0123456789").cutAfter(5, Cut.FIN).build());
        try (Relay server = tlsRelay();
                JettyTransport trusting = new JettyTransport(TransportConfig.DEFAULTS.withTrust(tls))) {
            assertFails("reply_cut", trusting, "https://localhost:" + server.port() + "/");
        }
    }

    @Test
    void offersPluginsWholeReplies() {
        upstream.enqueue(
                Reply.json(404, "{\"error\":1}"),
                Reply.status(200).stall().build(),
                Reply.status(200).chunked().body("x").stall().build());
        try (JettyTransport transport = new JettyTransport(TransportConfig.DEFAULTS)) {
            TransportOutbound outbound = new TransportOutbound(transport, new BodyMemory(), 100);
            UpstreamReply reply = outbound.send(FROM, get(upstream.baseUrl().toString()), LONG);
            assertEquals(404, reply.status());
            assertEquals("{\"error\":1}", reply.body().utf8());
            for (int i = 0; i < 2; i++) {
                GatewayException timeout = assertThrows(
                        GatewayException.class,
                        () -> outbound.send(FROM, get(upstream.baseUrl().toString()), Duration.ofSeconds(1)));
                assertEquals(ErrorKind.UPSTREAM_TIMEOUT, timeout.error().kind());
            }
            upstream.awaitOpenConnections(0);
        }
    }

    private Relay tlsRelay() throws IOException {
        return Relay.from(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                upstream.port());
    }

    private static void assertFails(String code, JettyTransport transport, String url) {
        GatewayException error = assertThrows(GatewayException.class, () -> reply(transport, url));
        assertEquals(code, error.error().code().orElse("none"), error::getMessage);
    }

    private static UpstreamReply reply(JettyTransport transport, String url) {
        return new TransportOutbound(transport, new BodyMemory(), 1 << 20).send(FROM, get(url), LONG);
    }

    private static UpstreamRequest get(String url) {
        return new UpstreamRequest("GET", URI.create(url), Headers.none(), Bytes.empty(), Framing.SSE);
    }
}
