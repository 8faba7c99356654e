package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.http.upstream.EgressRule.Verdict;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.pipeline.port.UpstreamTransport.Events;
import dev.switchboard.pipeline.port.UpstreamTransport.Exchange;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Outcome;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JettyTransportTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Reach FROM = Reach.nowhere("provider \"test\"");

    private final MockUpstream upstream = MockUpstream.start();
    private final BodyMemory bodies = new BodyMemory();
    private final BodyMemory.Share memory = bodies.share(Long.MAX_VALUE);
    private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
    private final JettyTransport transport = new JettyTransport(
            TransportConfig.DEFAULTS, new SharedIo(new QueuedThreadPool(8), new ScheduledExecutorScheduler(), buffers));

    /** Whatever a test did to its exchanges, no pooled buffer may be lost. */
    @AfterEach
    void close() {
        transport.close();
        upstream.close();
        assertEquals(List.of(), List.copyOf(buffers.getLeaks()), buffers::dumpLeaks);
    }

    @Test
    void sendsWhatItIsGivenAndNothingElse() {
        upstream.enqueue(Reply.json("{}"));
        Headers headers = Headers.of("authorization", "Bearer sk-fake", "x-odd", "a, b", "X-Odd", "c");
        URI url = upstream.baseUrl().resolve("/v1/a%2Fb;x=1?q=1%202&q=+&empty=&flag");
        whole(new UpstreamRequest("POST", url, headers, Bytes.utf8("{\"é\":1}"), Framing.SSE));
        ReceivedRequest received = upstream.awaitRequests(1).getFirst();
        assertEquals("/v1/a%2Fb;x=1?q=1%202&q=+&empty=&flag", received.target());
        assertEquals("POST", received.method());
        assertEquals("{\"é\":1}", received.bodyText());
        assertEquals(
                List.of(
                        "authorization: Bearer sk-fake",
                        "content-length: 8",
                        "host: " + url.getAuthority(),
                        "x-odd: a, b",
                        "x-odd: c"),
                received.headers().stream()
                        .map(header -> header.name().toLowerCase(Locale.ROOT) + ": " + header.value())
                        .sorted()
                        .toList());
    }

    @Test
    void sendsNoLengthForAGetAndZeroForAnEmptyPost() {
        upstream.enqueue(Reply.json("{}"), Reply.json("{}"));
        whole(new UpstreamRequest("GET", upstream.baseUrl(), Headers.none(), Bytes.empty(), Framing.SSE));
        whole(post(""));
        List<ReceivedRequest> received = upstream.awaitRequests(2);
        assertEquals("/", received.get(0).target());
        assertEquals(1, received.get(0).headers().size());
        assertEquals("0", received.get(1).header("content-length").orElseThrow());
    }

    @Test
    void returnsStatusHeadersAndBodyAsTheyCame() {
        upstream.enqueue(Reply.status(429)
                .header("Retry-After", "7")
                .header("set-cookie", "a=1")
                .header("x-twice", "1")
                .header("x-twice", "2")
                .header("content-encoding", "gzip")
                .body("not gzip")
                .build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            assertEquals(429, exchange.status());
            assertEquals("7", exchange.headers().first("retry-after").orElseThrow());
            assertEquals(List.of("1", "2"), exchange.headers().all("x-twice"));
            assertEquals("not gzip", exchange.readAll(100, LONG).utf8());
        }
        upstream.enqueue(Reply.json("{}"));
        whole(post("{}"));
        assertFalse(upstream.awaitRequests(2).get(1).header("cookie").isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 401, 407})
    void leavesRedirectsAndChallengesToTheReader(int status) {
        upstream.enqueue(Reply.status(status)
                .header("location", "/elsewhere")
                .header("www-authenticate", "Basic realm=\"x\"")
                .header("proxy-authenticate", "Basic realm=\"x\"")
                .body("body")
                .build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            assertEquals(status, exchange.status());
            assertEquals("body", exchange.readAll(100, LONG).utf8());
        }
        assertEquals(1, upstream.requestCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103})
    void skipsInterimReplies(int status) {
        upstream.enqueue(
                Reply.status(200).interim(status, "x-interim", "1").body("done").build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            assertEquals(200, exchange.status());
            assertFalse(exchange.headers().has("x-interim"));
            assertEquals("done", exchange.readAll(100, LONG).utf8());
        }
    }

    @Test
    void readsEmptyBodies() {
        upstream.enqueue(Reply.status(204).build(), Reply.status(200).build());
        assertEquals("", whole(post("{}")));
        assertEquals("", whole(post("{}")));
        assertEquals(1, upstream.connectionCount());
    }

    @Test
    void readsBodiesInAnyPieces() {
        String body = "{\"text\":\"" + "aé世😀".repeat(200) + "\"}";
        for (Chunking chunking : Chunking.awkward()) {
            upstream.enqueue(
                    Reply.status(200).body(body).chunks(chunking).build(),
                    Reply.status(200).body(body).chunked().chunks(chunking).build(),
                    Reply.status(200).body(body).untilClose().chunks(chunking).build());
            assertEquals(body, whole(post("{}")));
            assertEquals(body, whole(post("{}")));
            assertEquals(body, whole(post("{}")));
        }
    }

    @Test
    void readsAndWritesLargeBodies() {
        String body = "0123456789abcdef".repeat(200_000);
        upstream.otherwise(request -> Reply.status(200).body(request.body()).build());
        try (Exchange exchange = transport.send(FROM, post(body), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            assertEquals(body, exchange.readAll(body.length(), LONG).utf8());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesBodiesBeyondTheLimit(boolean chunked) {
        // More than is collected before somebody asks: a reply that has come whole leaves its connection in the pool.
        var reply = Reply.status(200).body("x".repeat(3_000_000)).chunks(Chunking.ofSize(1000));
        upstream.enqueue(chunked ? reply.chunked().build() : reply.build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            assertFails("reply_too_large", () -> exchange.readAll(200_000, LONG));
        }
        upstream.awaitOpenConnections(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesBodiesThatDoNotFitIntoMemory(boolean chunked) {
        var reply = Reply.status(200).body("x".repeat(300_000)).chunks(Chunking.ofSize(1000));
        upstream.enqueue(chunked ? reply.chunked().build() : reply.build());
        try (BodyMemory.Share small = bodies.share(200_000);
                Exchange exchange = transport.send(FROM, post("{}"), LONG, small)) {
            assertTrue(exchange.awaitHead(LONG));
            assertEquals(ErrorKind.OVERLOADED, failure(() -> exchange.readAll(1_000_000, LONG)));
        }
        upstream.awaitOpenConnections(0);
        assertEquals(0, bodies.used());
    }

    /** A stream is slowed down instead: its reader makes room by itself. */
    @Test
    void deliversAStreamWhateverMemoryThereIs() {
        var reply = Reply.sse();
        for (int i = 0; i < 500; i++) {
            reply.data("x".repeat(1_000));
        }
        upstream.enqueue(reply.build());
        try (BodyMemory.Share none = bodies.share(0);
                Exchange exchange = transport.send(FROM, post("{}"), LONG, none)) {
            Events events = exchange.events();
            for (int i = 0; i < 500; i++) {
                assertEquals(1_000, data(events.next(LONG)).length());
            }
            assertNull(events.next(LONG));
        }
        assertEquals(0, bodies.used());
    }

    @Test
    void refusesAnEventThatDoesNotFitIntoMemory() {
        upstream.enqueue(
                Reply.sse().body("data: " + "x".repeat(1_000_000)).stall().build());
        try (BodyMemory.Share small = bodies.share(200_000);
                Exchange exchange = transport.send(FROM, post("{}"), LONG, small)) {
            Events events = exchange.events();
            assertEquals(ErrorKind.OVERLOADED, failure(() -> events.next(LONG)));
        }
        upstream.awaitOpenConnections(0);
        assertEquals(0, bodies.used());
    }

    /** All of it has arrived before the reader says how much it takes. */
    @Test
    void refusesABodyBeyondTheLimitThatIsAlreadyThere() {
        upstream.enqueue(Reply.status(200).body("123456789").chunked().build(), Reply.json("{}"));
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            upstream.awaitRequests(1).getFirst().awaitOutcome();
            assertFails("reply_too_large", () -> exchange.readAll(8, LONG));
        }
        assertEquals("{}", whole(post("{}")));
    }

    @Test
    void waitsForTheHeadAsOftenAsAsked() {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).body("late").build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            gate.awaitArrivals(1);
            assertFalse(exchange.awaitHead(SHORT));
            assertFalse(exchange.awaitHead(Duration.ZERO));
            gate.open();
            assertTrue(exchange.awaitHead(LONG));
            assertTrue(exchange.awaitHead(Duration.ZERO));
            assertEquals("late", exchange.readAll(100, LONG).utf8());
        }
    }

    @Test
    void showsTheHeadBeforeTheBody() {
        Gate gate = Gate.closed();
        upstream.enqueue(
                Reply.status(200).chunked().head().hold(gate).body("late").build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            gate.awaitArrivals(1);
            GatewayException timeout = assertThrows(GatewayException.class, () -> exchange.readAll(100, SHORT));
            assertEquals(ErrorKind.UPSTREAM_TIMEOUT, timeout.error().kind());
        }
        upstream.awaitOpenConnections(0);
    }

    @Test
    void deliversEventsAsTheyComeAndSilenceBetween() {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.sse()
                .data("1")
                .data("2")
                .hold(gate)
                .data("3")
                .hold(gate)
                .done()
                .build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            Events events = exchange.events();
            assertEquals("1", data(events.next(LONG)));
            assertEquals("2", data(events.next(LONG)));
            assertFalse(events.ready());
            assertSame(Events.SILENCE, events.next(SHORT));
            assertSame(Events.SILENCE, events.next(Duration.ZERO));
            gate.releaseOne();
            assertEquals("3", data(events.next(LONG)));
            gate.releaseOne();
            assertEquals("[DONE]", data(events.next(LONG)));
            assertNull(events.next(LONG));
            assertFalse(events.ready());
            assertNull(events.next(LONG));
        }
        upstream.enqueue(Reply.json("{}"));
        whole(post("{}"));
        assertEquals(1, upstream.connectionCount());
    }

    @Test
    void knowsWhetherAnEventIsReady() {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.sse()
                .body("data: 1\n\ndata: 2\n\nda")
                .hold(gate)
                .body("ta: 3\n\n")
                .build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            Events events = exchange.events();
            assertEquals("1", data(events.next(LONG)));
            assertTrue(events.ready());
            assertTrue(events.ready());
            assertEquals("2", data(events.next(LONG)));
            assertFalse(events.ready());
            gate.open();
            assertEquals("3", data(events.next(LONG)));
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void neverTakesACutStreamForACompleteOne(Cut how) {
        String stream = "data: a\n\ndata: bé\n\ndata: [DONE]\n\n";
        int length = stream.getBytes(StandardCharsets.UTF_8).length;
        for (int cutAfter = 0; cutAfter < length; cutAfter++) {
            upstream.enqueue(
                    Reply.sse().body(stream).cutAfter(cutAfter, how).build(),
                    Reply.status(200).body(stream).cutAfter(cutAfter, how).build());
            assertCut(cutAfter);
            assertCut(cutAfter);
        }
    }

    /** RFC 9112, section 8: the body is complete when the chunk of size zero has come, with or without what follows. */
    @Test
    void takesAMissingLastChunkForACut() {
        String head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        for (String end : List.of("", "\r", "\r\n", "\r\n0", "\r\n0\r")) {
            upstream.enqueue(Reply.raw(head + "9\r\ndata: a\n\n" + end));
            assertCut(end.length());
        }
    }

    @Test
    void takesTheEndOfTheConnectionForTheEndOfABodyWithoutFraming() {
        upstream.enqueue(
                Reply.status(200).body("data: a\n\ndata: b").untilClose().build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            Events events = exchange.events();
            assertEquals("a", data(events.next(LONG)));
            assertEquals("b", data(events.next(LONG)));
            assertNull(events.next(LONG));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n"})
    void failsWithoutAWholeHead(String start) {
        upstream.enqueue(Reply.raw(start));
        String code = start.isEmpty() ? "closed_before_reply" : "malformed_reply";
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertFails(code, () -> exchange.awaitHead(LONG));
        }
        assertEquals(1, upstream.requestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n"})
    void failsIfTheReplyIsNotHttp(String reply) {
        upstream.enqueue(Reply.raw(reply));
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertFails("malformed_reply", () -> exchange.awaitHead(LONG));
        }
    }

    @Test
    void failsOnHeadsBeyondTheLimit() {
        upstream.enqueue(Reply.status(200).header("x-big", "x".repeat(100_000)).build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertFails("malformed_reply", () -> exchange.awaitHead(LONG));
        }
    }

    @Test
    void wakesAReaderOfTheHeadOnCancel() throws Exception {
        upstream.enqueue(Reply.status(200).stall().build());
        Exchange exchange = transport.send(FROM, post("{}"), LONG, memory);
        upstream.awaitRequests(1);
        assertWokenByCancel(exchange, () -> exchange.awaitHead(LONG));
        assertThrowsCancelled(() -> exchange.awaitHead(LONG));
        assertEquals(
                Outcome.End.ABORTED_BY_CALLER,
                upstream.requests().getFirst().awaitOutcome().end());
        upstream.awaitOpenConnections(0);
    }

    @Test
    void wakesAReaderOfTheBodyOnCancel() throws Exception {
        upstream.otherwise(request -> Reply.sse().data("1").stall().build());
        Exchange exchange = transport.send(FROM, post("{}"), LONG, memory);
        Events events = exchange.events();
        assertEquals("1", data(events.next(LONG)));
        assertWokenByCancel(exchange, () -> events.next(LONG));
        assertThrowsCancelled(() -> events.next(LONG));
        Exchange other = transport.send(FROM, post("{}"), LONG, memory);
        assertTrue(other.awaitHead(LONG));
        assertWokenByCancel(other, () -> other.readAll(100, LONG));
        upstream.awaitOpenConnections(0);
    }

    @Test
    void cancelsWithTheReadersThread() throws Exception {
        upstream.enqueue(Reply.status(200).stall().build());
        Exchange exchange = transport.send(FROM, post("{}"), LONG, memory);
        CompletableFuture<ErrorKind> kind = new CompletableFuture<>();
        Thread reader = Thread.startVirtualThread(() -> kind.complete(failure(() -> exchange.awaitHead(LONG))));
        upstream.awaitRequests(1);
        reader.interrupt();
        assertEquals(ErrorKind.CANCELLED, kind.get());
        upstream.awaitOpenConnections(0);
    }

    @Test
    void keepsTheConnectionWhenCancelledAfterTheEnd() {
        upstream.otherwise(request -> Reply.json("{}"));
        for (int i = 0; i < 200; i++) {
            Exchange exchange = transport.send(FROM, post("{}"), LONG, memory);
            exchange.awaitHead(LONG);
            exchange.readAll(100, LONG);
            exchange.cancel();
            exchange.close();
        }
        assertEquals(1, upstream.connectionCount());
        assertEquals(List.of(), upstream.problems());
        DestinationStats stats = transport.destinations().getFirst();
        assertEquals(new DestinationStats(upstream.baseUrl().toString(), 1, 0, 0), stats);
    }

    @Test
    void opensAnotherConnectionWhenAPooledOneWasClosed() {
        upstream.otherwise(request -> Reply.status(200).body("{}").thenClose().build());
        for (int i = 1; i <= 5; i++) {
            assertEquals("{}", whole(post("{}")));
            upstream.awaitOpenConnections(0);
            awaitNoConnections();
        }
        assertEquals(5, upstream.requestCount());
    }

    /** The upstream has read the request and hung up: whether it acted on it nobody knows, so it is not sent again. */
    @ParameterizedTest
    @EnumSource(Cut.class)
    void neverRepeatsARequestThatWasWritten(Cut how) {
        upstream.enqueue(Reply.json("{}"), Reply.status(200).cut(how).build(), Reply.json("{}"));
        whole(post("{}"));
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertFails("closed_before_reply", () -> exchange.awaitHead(LONG));
        }
        assertEquals(2, upstream.requestCount());
    }

    @Test
    void failsIfNobodyListens() throws IOException {
        // Bound and never listening: nobody else gets the port.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "127.0.0.1:" + closed.getLocalPort();
            try (Exchange exchange = transport.send(FROM, post(URI.create("http://" + address), "{}"), LONG, memory)) {
                GatewayException error = assertFails("connect_failed", () -> exchange.awaitHead(LONG));
                assertEquals(FROM.owner() + " could not connect: connection refused", error.getMessage());
                assertEquals(Optional.of(address), error.error().detail());
            }
        }
    }

    @Test
    void failsIfTheHostIsUnknown() {
        try (Exchange exchange =
                transport.send(FROM, post(URI.create("http://no-such-host.invalid"), "{}"), LONG, memory)) {
            assertFails("unknown_host", () -> exchange.awaitHead(LONG));
        }
    }

    /** All connections there may be are busy, so that the wait for one never ends. */
    @Test
    void failsIfThereIsNoConnectionInTime() {
        TransportConfig single =
                new TransportConfig(1, LONG, LONG, 1000, 1000, 1000, EgressRule.ANY, ProxyRule.NONE, Optional.empty());
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).body("first").build(), Reply.json("third"));
        try (JettyTransport narrow = new JettyTransport(single)) {
            Exchange first = narrow.send(FROM, post("{}"), LONG, memory);
            gate.awaitArrivals(1);
            Exchange second = narrow.send(FROM, post("{}"), Duration.ofMillis(50), memory);
            assertFalse(second.awaitHead(Duration.ofMillis(1)));
            assertFails("connect_timeout", () -> second.awaitHead(LONG));
            Exchange third = narrow.send(FROM, post("{}"), LONG, memory);
            assertEquals(1, narrow.destinations().getFirst().waiting());
            gate.open();
            assertTrue(first.awaitHead(LONG));
            assertEquals("first", first.readAll(100, LONG).utf8());
            assertTrue(third.awaitHead(LONG));
            assertEquals("third", third.readAll(100, LONG).utf8());
        }
        assertEquals(2, upstream.requestCount());
    }

    @Test
    void connectsOnlyWhereTheRuleAllows() {
        List<String> asked = new ArrayList<>();
        EgressRule rule = (from, host, port) -> {
            asked.add(from.owner() + " " + host + " " + port);
            return Verdict.REFUSED;
        };
        try (JettyTransport strict = new JettyTransport(TransportConfig.DEFAULTS.withEgress(rule))) {
            for (URI url :
                    List.of(upstream.baseUrl(), URI.create("https://[::1]/x"), URI.create("http://example.com"))) {
                try (Exchange exchange = strict.send(FROM, post(url, "{}"), LONG, memory)) {
                    assertFails("egress_denied", () -> exchange.awaitHead(LONG));
                }
            }
        }
        String owner = FROM.owner();
        assertEquals(
                List.of(owner + " 127.0.0.1 " + upstream.port(), owner + " [::1] 443", owner + " example.com 80"),
                asked);
        assertEquals(0, upstream.connectionCount());
    }

    @Test
    void anInstanceReachesItsOwnHostsAndNoOthers() {
        upstream.otherwise(request -> Reply.json("{}"));
        try (JettyTransport strict = new JettyTransport(TransportConfig.DEFAULTS.withEgress(new EgressList()));
                MockUpstream other = MockUpstream.start()) {
            other.otherwise(request -> Reply.json("{}"));
            Reach mine = Reach.of("provider \"mine\"", connectingTo(upstream));
            Reach theirs = Reach.of("provider \"theirs\"", connectingTo(other));
            try (Exchange exchange = strict.send(mine, post("{}"), LONG, memory)) {
                assertTrue(exchange.awaitHead(LONG));
            }
            try (Exchange exchange = strict.send(theirs, post("{}"), LONG, memory)) {
                GatewayException denied = assertFails("egress_denied", () -> exchange.awaitHead(LONG));
                assertEquals(
                        "provider \"theirs\" is not allowed to connect to its address (expected: an address that it names"
                                + " itself, such as its base URL, or one listed under egress.allow)",
                        denied.getMessage());
                assertEquals(
                        Optional.of("127.0.0.1:" + upstream.port()),
                        denied.error().detail());
            }
        }
        assertEquals(1, upstream.requestCount());
    }

    /** What one may reach is pooled apart: another gets no connection that was made for it. */
    @Test
    void connectsToAGuardedAddressOnlyForWhomMayReachItWhateverTheName() {
        upstream.otherwise(request -> Reply.json("{}"));
        Reach other = Reach.nowhere("provider \"other\"");
        EgressRule rule = new EgressRule() {
            @Override
            public Verdict judge(Reach from, String host, int port) {
                return from == FROM ? Verdict.ANY_ADDRESS : Verdict.PUBLIC_ADDRESS;
            }

            @Override
            public boolean guards(InetAddress address) {
                return address.isLoopbackAddress();
            }
        };
        try (JettyTransport strict = new JettyTransport(TransportConfig.DEFAULTS.withEgress(rule))) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                URI url = URI.create("http://" + host + ":" + upstream.port());
                try (Exchange exchange = strict.send(FROM, post(url, "{}"), LONG, memory)) {
                    assertTrue(exchange.awaitHead(LONG));
                    exchange.readAll(100, LONG);
                }
                try (Exchange exchange = strict.send(other, post(url, "{}"), LONG, memory)) {
                    GatewayException denied = assertFails("egress_denied", () -> exchange.awaitHead(LONG));
                    assertEquals(
                            "provider \"other\" is not allowed to connect to its address: it stands for a link-local or"
                                    + " metadata address (expected: another address, or this one listed under"
                                    + " egress.allow)",
                            denied.getMessage());
                    assertEquals(
                            Optional.of(host + ":" + upstream.port()),
                            denied.error().detail());
                }
            }
        }
        assertEquals(2, upstream.requestCount());
    }

    @Test
    void slowsTheUpstreamDownWhenTheReaderIsSlow() {
        byte[] event = ("data: " + "x".repeat(9_992) + "\n\n").getBytes(StandardCharsets.US_ASCII);
        var reply = Reply.sse();
        int count = 3_000;
        for (int i = 0; i < count; i++) {
            reply.body(event);
        }
        upstream.enqueue(reply.build());
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            Events events = exchange.events();
            assertNotEquals(Events.SILENCE, events.next(LONG));
            // 30 MB do not fit into the buffers between two sockets: if the upstream could write them, they are held
            // here.
            assertTrue(upstream.awaitRequests(1).getFirst().outcome().isEmpty());
            for (int i = 1; i < count; i++) {
                UpstreamEvent next = events.next(LONG);
                assertNotNull(next);
                assertEquals(9_992, next.data().length());
            }
            assertNull(events.next(LONG));
        }
    }

    @Test
    void refusesHugeEvents() {
        upstream.enqueue(Reply.sse().body("data: " + "x".repeat(5_000)).stall().build());
        try (JettyTransport small = new JettyTransport(TransportConfig.DEFAULTS.withStreamLimits(1_000, 4_000));
                Exchange exchange = small.send(FROM, post("{}"), LONG, memory)) {
            assertFails("event_too_large", () -> exchange.events().next(LONG));
            upstream.awaitOpenConnections(0);
        }
    }

    @Test
    void servesAThousandStreamsAtOnce() throws Exception {
        int streams = 1_000;
        Gate gate = Gate.closed();
        upstream.otherwise(
                request -> Reply.sse().data("1").hold(gate).data("2").done().build());
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            CompletableFuture<String> result = new CompletableFuture<>();
            results.add(result);
            Thread.startVirtualThread(() -> {
                try {
                    result.complete(allEvents());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        }
        gate.awaitArrivals(streams, LONG);
        // Jetty may have opened one more that it turned out not to need.
        assertTrue(transport.destinations().getFirst().busy() >= streams);
        gate.open();
        for (CompletableFuture<String> result : results) {
            assertEquals("12[DONE]", result.get());
        }
        assertEquals(streams, upstream.requestCount());
    }

    private String allEvents() {
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            StringBuilder text = new StringBuilder();
            Events events = exchange.events();
            for (UpstreamEvent event = events.next(LONG); event != null; event = events.next(LONG)) {
                text.append(data(event));
            }
            return text.toString();
        }
    }

    private void assertCut(int cutAfter) {
        try (Exchange exchange = transport.send(FROM, post("{}"), LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            Events events = exchange.events();
            GatewayException error = assertThrows(
                    GatewayException.class,
                    () -> {
                        while (events.next(LONG) != null) {}
                    },
                    () -> "cut after " + cutAfter);
            assertEquals("reply_cut", error.error().code().orElseThrow());
        }
    }

    private void awaitNoConnections() {
        while (transport.destinations().getFirst().open() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void assertWokenByCancel(Exchange exchange, Runnable wait) throws Exception {
        CompletableFuture<ErrorKind> kind = new CompletableFuture<>();
        Thread reader = Thread.startVirtualThread(() -> kind.complete(failure(wait)));
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        exchange.cancel();
        assertEquals(ErrorKind.CANCELLED, kind.get());
    }

    private static void assertThrowsCancelled(Runnable action) {
        assertEquals(ErrorKind.CANCELLED, failure(action));
    }

    private static ErrorKind failure(Runnable action) {
        return assertThrows(GatewayException.class, action::run).error().kind();
    }

    private static Provider connectingTo(MockUpstream upstream) {
        return Provider.of(Abilities.builder().build(), upstream.baseUrl());
    }

    private static GatewayException assertFails(String code, Runnable action) {
        GatewayException error = assertThrows(GatewayException.class, action::run);
        assertEquals(ErrorKind.UPSTREAM, error.error().kind());
        assertEquals(code, error.error().code().orElse("none"), () -> error.getMessage() + ": " + error.getCause());
        return error;
    }

    private String whole(UpstreamRequest request) {
        try (Exchange exchange = transport.send(FROM, request, LONG, memory)) {
            assertTrue(exchange.awaitHead(LONG));
            return exchange.readAll(100_000, LONG).utf8();
        }
    }

    private UpstreamRequest post(String body) {
        return post(upstream.baseUrl().resolve("/v1/chat/completions"), body);
    }

    private static UpstreamRequest post(URI url, String body) {
        return UpstreamRequest.post(url, Headers.of("content-type", "application/json"), Bytes.utf8(body));
    }

    private static String data(@Nullable UpstreamEvent event) {
        assertNotNull(event);
        assertNotEquals(Events.SILENCE, event);
        return event.data().utf8();
    }
}
