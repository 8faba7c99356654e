package dev.switchboard.http.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.http.upstream.EgressRule.Verdict;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.spi.Component;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams behind a proxy. The mock upstream plays the proxy for plain requests, a relay for those in a tunnel. */
@Timeout(30)
class ProxyTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Reach FROM = Reach.nowhere("provider \"test\"");
    private static final String CREDENTIALS = "fake-user:fake:päss";
    private static final String HEADER = "Basic ZmFrZS11c2VyOmZha2U6cMOkc3M=";

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
    void forwardsPlainRequests() {
        upstream.enqueue(Reply.json("{}"));
        try (JettyTransport transport = through(proxy(upstream.port(), CREDENTIALS))) {
            reply(transport, "http://models.example/v1?x=%2F");
        }
        ReceivedRequest received = upstream.awaitRequests(1).getFirst();
        assertEquals("http://models.example/v1?x=%2F", received.target());
        assertEquals("models.example", received.header("host").orElseThrow());
        assertEquals(HEADER, received.header("proxy-authorization").orElseThrow());
    }

    @Test
    void tellsNothingOfItselfWithoutCredentials() {
        upstream.enqueue(Reply.json("{}"));
        try (JettyTransport transport = through(proxy(upstream.port()))) {
            reply(transport, "http://models.example/v1");
        }
        assertFalse(upstream.awaitRequests(1)
                .getFirst()
                .header("proxy-authorization")
                .isPresent());
    }

    @Test
    void tunnelsTls() throws Exception {
        upstream.enqueue(Reply.json("{\"through\":\"a tunnel\"}"));
        try (Relay server = tlsRelay();
                Relay proxy = Relay.proxy(server.port());
                JettyTransport transport = through(proxy(proxy.port(), CREDENTIALS))) {
            assertEquals(
                    "{\"through\":\"a tunnel\"}",
                    reply(transport, "https://models.example:4430/v1").body().utf8());
            assertTunnel(proxy);
        }
        ReceivedRequest received = upstream.awaitRequests(1).getFirst();
        assertEquals("models.example:4430", received.header("host").orElseThrow());
        assertFalse(received.header("proxy-authorization").isPresent());
    }

    @Test
    void speaksTlsToTheProxyItself() throws Exception {
        upstream.enqueue(Reply.json("{\"through\":\"two layers\"}"));
        try (Relay server = tlsRelay();
                Relay proxy = Relay.proxy(tlsSocket(), server.port());
                JettyTransport transport =
                        through(new ProxyAddress(true, "localhost", proxy.port(), Optional.of(CREDENTIALS)))) {
            assertEquals(
                    "{\"through\":\"two layers\"}",
                    reply(transport, "https://models.example:4430/v1").body().utf8());
            assertTunnel(proxy);
        }
    }

    private static void assertTunnel(Relay proxy) {
        String head = proxy.tunnels.getFirst();
        assertTrue(head.startsWith("CONNECT models.example:4430 HTTP/1.1\r\n"), head);
        assertTrue(
                head.toLowerCase(Locale.ROOT)
                        .contains(("proxy-authorization: " + HEADER + "\r\n").toLowerCase(Locale.ROOT)),
                head);
    }

    @ParameterizedTest
    @CsvSource({"407, username and password", "403, lets the gateway through", "502, lets the gateway through"})
    void namesAProxyThatRefusesATunnel(int status, String advice) throws Exception {
        try (Relay proxy = Relay.refusing(status);
                JettyTransport transport = through(proxy(proxy.port(), CREDENTIALS))) {
            assertRefused(status, advice, failure(transport, "https://models.example/v1"));
        }
    }

    @Test
    void namesAProxyThatWantsOtherCredentials() {
        upstream.enqueue(Reply.status(407).body("who are you?").build());
        try (JettyTransport transport = through(proxy(upstream.port(), CREDENTIALS))) {
            assertRefused(407, "username and password", failure(transport, "http://models.example/v1"));
        }
    }

    private static void assertRefused(int status, String advice, GatewayError error) {
        assertEquals("proxy_refused", error.code().orElse("none"), error::message);
        assertTrue(error.message().contains("status " + status), error::message);
        assertTrue(error.message().contains(advice), error::message);
        assertFalse(error.toString().contains("fake"), error::toString);
    }

    @Test
    void namesAProxyThatIsNotThere() throws Exception {
        int closed = closedPort();
        try (JettyTransport transport = through(proxy(closed, CREDENTIALS))) {
            for (String scheme : List.of("http", "https")) {
                GatewayError error = failure(transport, scheme + "://models.example:4430/v1");
                assertEquals("connect_failed", error.code().orElse("none"));
                assertTrue(error.message().contains("could not connect to the proxy"), error::message);
                assertEquals(
                        "models.example:4430 through the proxy http://127.0.0.1:" + closed,
                        error.detail().orElseThrow());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void reachesThisMachineDirectly(String host) throws Exception {
        upstream.enqueue(Reply.json("{}"));
        try (JettyTransport transport = through(proxy(closedPort()))) {
            assertEquals(
                    200,
                    reply(transport, "http://" + host + ":" + upstream.port() + "/")
                            .status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "A.LOCALHOST, true",
        "localhost., true",
        "127.0.0.1., true",
        "127.1, true",
        "2852039166, true",
        "0xA9FEA9FE, true",
        "0xa9.254.0251.0xfe, true",
        "0x7f.1.example, false",
        "127.9.0.1, true",
        "[::1], true",
        "[::ffff:127.0.0.1], true",
        "0.0.0.0, true",
        "169.254.169.254, true",
        "[fe80::1%eth0], true",
        "[fd00:ec2::254], true",
        "10.0.0.1, false",
        "[2001:db8::1], false",
        "localhost.example, false",
        "1.2.3.4.5, false",
        "127.0.0.1.example, false",
    })
    void knowsWhatMeansAnotherThingToAProxy(String host, boolean near) {
        assertEquals(near, NearHosts.contain(host));
    }

    /** The proxy's own metadata service would hand out the proxy's credentials. */
    @Test
    void guardsTheProxysSegmentToo() {
        EgressList list = new EgressList();
        Reach names = Reach.of("provider \"test\"", new Named(Set.of(URI.create("http://169.254.169.254")), Set.of()));
        try (JettyTransport transport = new JettyTransport(TransportConfig.DEFAULTS
                .withEgress(list)
                .withProxy((secure, host, port) -> Optional.of(proxy(upstream.port()))))) {
            GatewayException refused = assertThrows(
                    GatewayException.class,
                    () -> outbound(transport).send(names, get("http://169.254.169.254/"), LONG));
            assertEquals("egress_denied", refused.error().code().orElse("none"));
        }
        assertEquals(0, upstream.requestCount());
    }

    @Test
    void asksTheMachinesOwnMetadataServiceDirectly() {
        try (JettyTransport transport = new JettyTransport(TransportConfig.DEFAULTS
                .withEgress((from, host, port) -> Verdict.OWN_MACHINE)
                .withProxy((secure, host, port) -> Optional.of(proxy(upstream.port()))))) {
            assertEquals(
                    "unknown_host",
                    failure(transport, "http://metadata.invalid/").code().orElse("none"));
        }
        assertEquals(0, upstream.requestCount());
    }

    @Test
    void reachesAProxyWhereverItStands() {
        upstream.enqueue(Reply.json("{}"));
        EgressRule guarding = new EgressRule() {
            @Override
            public Verdict judge(Reach from, String host, int port) {
                return Verdict.PUBLIC_ADDRESS;
            }

            @Override
            public boolean guards(InetAddress address) {
                return true;
            }
        };
        try (JettyTransport transport = new JettyTransport(TransportConfig.DEFAULTS
                .withEgress(guarding)
                .withProxy((secure, host, port) -> Optional.of(proxy(upstream.port()))))) {
            assertEquals(200, reply(transport, "http://models.example/").status());
        }
    }

    @Test
    void followsAChangedRule() {
        AtomicReference<Optional<ProxyAddress>> rule = new AtomicReference<>(Optional.of(proxy(upstream.port())));
        upstream.otherwise(request -> Reply.json("{}"));
        try (MockUpstream other = MockUpstream.start();
                JettyTransport transport =
                        new JettyTransport(TransportConfig.DEFAULTS.withProxy((secure, host, port) -> rule.get()))) {
            other.otherwise(request -> Reply.json("{}"));
            reply(transport, "http://models.example/1");
            rule.set(Optional.of(proxy(upstream.port(), CREDENTIALS)));
            reply(transport, "http://models.example/2");
            rule.set(Optional.of(proxy(other.port())));
            reply(transport, "http://models.example/3");
            rule.set(Optional.of(proxy(upstream.port())));
            reply(transport, "http://models.example/4");
            assertEquals(
                    List.of("http://models.example/3"),
                    other.requests().stream().map(ReceivedRequest::target).toList());
            rule.set(Optional.empty());
            assertEquals(
                    "unknown_host",
                    failure(transport, "http://models.invalid/").code().orElse("none"));
        }
        assertEquals(
                List.of("1 ", "2 " + HEADER, "4 "),
                upstream.awaitRequests(3).stream()
                        .map(request -> request.target().replace("http://models.example/", "") + " "
                                + request.header("proxy-authorization").orElse(""))
                        .toList());
    }

    /** Jetty looks for credentials when a connection is there, long after the request chose its proxy. */
    @Test
    void tellsEachRequestsOwnCredentialsThroughOneProxy() throws Exception {
        upstream.otherwise(request -> Reply.json("{}"));
        try (Relay proxy = Relay.refusing(502);
                JettyTransport transport =
                        new JettyTransport(TransportConfig.DEFAULTS.withProxy((secure, host, port) -> Optional.of(
                                secure
                                        ? proxy(proxy.port(), host.substring(0, 1) + ":fake")
                                        : proxy(upstream.port(), host.substring(0, 1) + ":fake"))))) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 100; i++) {
                    String host = "abc".charAt(i % 3) + "." + i + ".example";
                    callers.execute(() -> failure(transport, "https://" + host + "/"));
                    callers.execute(() -> reply(transport, "http://" + host + "/"));
                }
            }
            assertEquals(100, proxy.tunnels.size());
            proxy.tunnels.forEach(head -> assertOwn(head.substring("CONNECT ".length()), head));
        }
        assertEquals(100, upstream.requestCount());
        for (ReceivedRequest request : upstream.requests()) {
            assertOwn(
                    request.target().substring("http://".length()),
                    request.header("proxy-authorization").orElse("none") + "\r\n");
        }
    }

    private static void assertOwn(String host, String head) {
        String own = Base64.getEncoder().encodeToString((host.charAt(0) + ":fake").getBytes(UTF_8));
        assertTrue(head.contains("Basic " + own + "\r\n"), host + ": " + head);
    }

    private static JettyTransport through(ProxyAddress proxy) {
        return new JettyTransport(
                TransportConfig.DEFAULTS.withTrust(tls).withProxy((secure, host, port) -> Optional.of(proxy)));
    }

    private static ProxyAddress proxy(int port) {
        return new ProxyAddress(false, "127.0.0.1", port, Optional.empty());
    }

    private static ProxyAddress proxy(int port, String credentials) {
        return new ProxyAddress(false, "127.0.0.1", port, Optional.of(credentials));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Relay tlsRelay() throws IOException {
        return Relay.from(tlsSocket(), upstream.port());
    }

    private static ServerSocket tlsSocket() throws IOException {
        return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static GatewayError failure(JettyTransport transport, String url) {
        return assertThrows(GatewayException.class, () -> reply(transport, url)).error();
    }

    private static UpstreamReply reply(JettyTransport transport, String url) {
        return outbound(transport).send(FROM, get(url), LONG);
    }

    private static TransportOutbound outbound(JettyTransport transport) {
        return new TransportOutbound(transport, new BodyMemory(), 1 << 20);
    }

    private static UpstreamRequest get(String url) {
        return new UpstreamRequest("GET", URI.create(url), Headers.none(), Bytes.empty(), Framing.SSE);
    }

    private record Named(Set<URI> destinations, Set<URI> metadataServices) implements Component {}
}
