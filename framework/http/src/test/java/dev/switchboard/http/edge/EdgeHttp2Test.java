package dev.switchboard.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.pipeline.port.CallerConnection.ReplyStream;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 by prior knowledge and by ALPN, and HTTP/1.1 over TLS. */
@Timeout(60)
class EdgeHttp2Test {
    private static final long LIMIT = 100_000;

    private static TestingCertificate certificate;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    @BeforeAll
    static void createCertificate(@TempDir Path folder) throws Exception {
        certificate = TestingCertificate.create(folder);
    }

    private static void echo(CallerConnection caller) {
        String body = caller.readBody(LIMIT, TestingEdge.memory()).utf8();
        boolean host = caller.request().headers().has("host");
        caller.reply(HttpReply.json(
                200,
                caller.request().path() + " " + body + " " + host + " "
                        + caller.request().secure()));
    }

    private static HttpRequest get(TestingEdge edge, String scheme) {
        return HttpRequest.newBuilder(uri(edge, scheme)).build();
    }

    private static HttpRequest post(TestingEdge edge, String scheme, String body) {
        return HttpRequest.newBuilder(uri(edge, scheme))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static URI uri(TestingEdge edge, String scheme) {
        return URI.create(scheme + "://localhost:" + edge.port() + "/a%2Fb");
    }

    @Test
    void javasClientIsServedWhenItAsksToUpgrade() throws Exception {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp2Test::echo);
                HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> reply = client.send(post(edge, "http", "body"), BodyHandlers.ofString());
                assertEquals("/a%2Fb body true false", reply.body());
                assertEquals(
                        "/a%2Fb  true false",
                        client.send(get(edge, "http"), BodyHandlers.ofString()).body());
            }
        }
    }

    @Test
    void http2IsSpokenByPriorKnowledge() throws Exception {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp2Test::echo);
                Http2Client client = new Http2Client(edge.port())) {
            assertEquals("200 /a%2Fb hello true false", client.exchange("POST", "/a%2Fb", "hello"));
            assertEquals("200 /c  true false", client.exchange("GET", "/c", ""));
            assertTrue(client.exchange("POST", "/d", "x".repeat(100_001)).startsWith("413 {\"status\":413"));
            assertEquals("200 /e after true false", client.exchange("POST", "/e", "after"));
        }
    }

    /** Compression is of the connection: a head that is refused must not spoil it for other requests. */
    @Test
    void aHeadThatIsTooLargeIsRefusedAndTheConnectionGoesOn() throws Exception {
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    if (caller.request().path().equals("/slow")) {
                        waitForAbort(caller);
                    }
                    echo(caller);
                });
                Http2Client client = new Http2Client(edge.port())) {
            CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> exchanged(client, "/slow"));
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            for (int bytes : new int[] {5_000, 20_000, 100_000}) {
                HttpFields large = HttpFields.build().put("x-large", "v".repeat(bytes));
                String refused = client.exchange("POST", "/a", large, "body");
                assertTrue(refused.startsWith("431 {\"status\":431"), refused);
                assertTrue(refused.contains("at most 4096 bytes"), refused);
            }
            HttpFields fitting = HttpFields.build().put("x-large", "v".repeat(3_500));
            assertEquals("200 /b after true false", client.exchange("POST", "/b", fitting, "after"));
            gone.countDown();
            assertEquals("200 /slow  true false", slow.get(10, TimeUnit.SECONDS));
        }
    }

    private static String exchanged(Http2Client client, String path) {
        try {
            return client.exchange("GET", path, "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPrefaceMayArriveInPieces() throws Exception {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp2Test::echo);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(10_000);
            for (byte b : "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes()) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
            }
            socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            // The answer is a SETTINGS frame: its type stands behind three bytes of length.
            byte[] header = socket.getInputStream().readNBytes(4);
            assertEquals(4, header[3]);
        }
    }

    @Test
    void http2IsRefusedWhereItIsOff() throws IOException {
        try (TestingEdge edge = TestingEdge.start(
                        o -> new EdgeOptions(
                                o.name(), o.host(), o.port(), o.limits(), o.tls(), false, o.drainTimeout()),
                        EdgeHttp2Test::echo);
                RawClient client = edge.connect()) {
            assertEquals("", client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").readToEnd());
        }
    }

    @Test
    void aCancelledHttp2RequestIsNoticed() throws Exception {
        try (TestingEdge edge = TestingEdge.start(this::waitForAbort);
                Http2Client client = new Http2Client(edge.port())) {
            client.startAndReset("/x", entered);
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void anAbortedHttp2StreamIsReset() throws Exception {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp2Test::streamThenAbort);
                Http2Client client = new Http2Client(edge.port())) {
            IOException failure = assertThrows(IOException.class, () -> client.exchange("GET", "/x", ""));
            assertTrue(failure.getMessage().contains("reset"), failure.getMessage());
        }
    }

    private static void streamThenAbort(CallerConnection caller) {
        ReplyStream stream = caller.stream(200, Headers.none());
        stream.write(Bytes.utf8("part"), true);
        stream.abort();
    }

    private void waitForAbort(CallerConnection caller) {
        caller.onAbort(gone::countDown);
        entered.countDown();
        try {
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tlsServesBothVersions() throws Exception {
        try (TestingEdge edge = TestingEdge.start(o -> o.withTls(certificate.tls()), EdgeHttp2Test::echo)) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                if (version == HttpClient.Version.HTTP_1_1 || version == HttpClient.Version.HTTP_2) {
                    exchangeOverTls(edge, version);
                }
            }
        }
    }

    private static void exchangeOverTls(TestingEdge edge, HttpClient.Version version) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting()).version(version).build()) {
            HttpResponse<String> reply = client.send(post(edge, "https", "secret"), BodyHandlers.ofString());
            assertEquals(version, reply.version());
            assertEquals("/a%2Fb secret true true", reply.body());
            HttpResponse<String> refused =
                    client.send(post(edge, "https", "x".repeat(200_000)), BodyHandlers.ofString());
            assertEquals(413, refused.statusCode());
        }
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("edge", certificate.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void aCallerThatLeavesATlsConnectionIsNoticed() throws Exception {
        try (TestingEdge edge = TestingEdge.start(o -> o.withTls(certificate.tls()), this::waitForAbort)) {
            try (Socket socket = trusting().getSocketFactory().createSocket("localhost", edge.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
                socket.getOutputStream().flush();
                assertTrue(entered.await(10, TimeUnit.SECONDS));
            }
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void slowAndPipelinedRequestsOverTlsAreNotTakenForAnEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (TestingEdge edge = TestingEdge.start(o -> o.withTls(certificate.tls()), caller -> {
                    caller.onAbort(gone::countDown);
                    hold(never, 200);
                    echo(caller);
                });
                Socket socket = trusting().getSocketFactory().createSocket("localhost", edge.port())) {
            socket.setSoTimeout(10_000);
            RawClient client = new RawClient(socket);
            for (int i = 0; i < 3; i++) {
                client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
                client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none");
                assertEquals("/a  true true", client.readReply().body());
                assertEquals("/b one true true", client.readReply().body());
            }
            assertEquals(1, gone.getCount());
        }
    }

    private static void hold(CountDownLatch never, long millis) {
        try {
            assertFalse(never.await(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSlowHeaderOverTlsEndsTheConnection() throws Exception {
        EdgeLimits limits = TestingEdge.timeouts(
                java.time.Duration.ofMillis(200), java.time.Duration.ofSeconds(20), java.time.Duration.ofSeconds(20));
        try (TestingEdge edge =
                        TestingEdge.start(o -> o.withTls(certificate.tls()).withLimits(limits), EdgeHttp2Test::echo);
                Socket socket = trusting().getSocketFactory().createSocket("localhost", edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes());
            socket.getOutputStream().flush();
            assertFalse(answers(socket.getInputStream()));
        }
    }

    private static boolean answers(InputStream in) {
        try {
            return in.read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the connection stayed open", e);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aKeyOfAnotherFormatIsExplained() throws Exception {
        EdgeOptions.Tls swapped = new EdgeOptions.Tls(
                certificate.tls().certificates(), certificate.tls().certificates());
        IOException failure = assertThrows(
                IOException.class,
                () -> TestingEdge.start(o -> o.withTls(swapped), EdgeHttp2Test::echo)
                        .close());
        assertTrue(failure.getMessage().contains("PKCS#8"), failure.getMessage());
    }

    @Test
    void manyHttp2RequestsShareOneConnection() throws Exception {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp2Test::echo);
                Http2Client client = new Http2Client(edge.port())) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[50];
            for (int i = 0; i < all.length; i++) {
                String body = "n" + i;
                all[i] = CompletableFuture.runAsync(() -> exchange(client, body));
            }
            CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
        }
    }

    private static void exchange(Http2Client client, String body) {
        try {
            assertEquals("200 /m " + body + " true false", client.exchange("POST", "/m", body));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
