package dev.switchboard.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on the loopback interface that plays a provider: it answers from scripts and keeps an exact ledger
 * of what it received.
 *
 * <p>A request is answered by the first {@linkplain #enqueue queued} reply if there is one, else by the handler of
 * its {@linkplain #on method and path}, else by the {@linkplain #otherwise fallback}, which is at first a 501 that
 * names the request. Each connection runs on a virtual thread of its own; a handler may block. All methods are safe for
 * use by any thread.
 */
public final class MockUpstream implements AutoCloseable {
    private static final int LEDGER_CAPACITY = 10_000;
    private static final int BACKLOG = 4096;

    private final ServerSocket listener;
    private final Ledger ledger;
    private final Queue<Reply> queue = new ConcurrentLinkedQueue<>();
    private final Map<String, Function<ReceivedRequest, Reply>> handlers = new ConcurrentHashMap<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile Function<ReceivedRequest, Optional<Reply>> early = _ -> Optional.empty();
    private volatile Function<ReceivedRequest, Reply> fallback = MockUpstream::nothingScripted;

    private MockUpstream(ServerSocket listener, int ledgerCapacity) {
        this.listener = listener;
        this.ledger = new Ledger(ledgerCapacity);
    }

    /** Starts one on a free port, with a ledger of the last 10,000 requests. */
    public static MockUpstream start() {
        return start(0, LEDGER_CAPACITY);
    }

    /**
     * Starts one.
     *
     * @param port the port, 0 for a free one
     * @param ledgerCapacity how many of the last requests are kept; 0 for none, which is meant for load
     * @throws UncheckedIOException when the port cannot be bound
     */
    public static MockUpstream start(int port, int ledgerCapacity) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            MockUpstream upstream = new MockUpstream(listener, ledgerCapacity);
            Thread.ofVirtual().name("mock-upstream-accept").start(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException("mock upstream cannot listen on port " + port, e);
        }
    }

    /** Scheme, address and port, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://" + listener.getInetAddress().getHostAddress() + ":" + port());
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Appends replies; each answers one request, whatever that asks for. */
    public MockUpstream enqueue(Reply... replies) {
        queue.addAll(List.of(replies));
        return this;
    }

    /** Answers every request of that method and exact path, the query not counted; replaces an earlier one. */
    public MockUpstream on(String method, String path, Reply reply) {
        return on(method, path, _ -> reply);
    }

    /** As {@link #on(String, String, Reply)}, with a reply that depends on the request. */
    public MockUpstream on(String method, String path, Function<ReceivedRequest, Reply> handler) {
        handlers.put(method + " " + path, handler);
        return this;
    }

    /** Answers every request that nothing else answers. */
    public MockUpstream otherwise(Function<ReceivedRequest, Reply> handler) {
        fallback = handler;
        return this;
    }

    /**
     * Answers requests before their body is read, as a server does that refuses by the head alone, and then closes. The
     * handler sees the request without its body; where it returns nothing, the request is read and answered as usual.
     */
    public MockUpstream beforeBody(Function<ReceivedRequest, Optional<Reply>> handler) {
        early = handler;
        return this;
    }

    /** The requests received so far, in order of their complete arrival; at most as many as the ledger holds. */
    public List<ReceivedRequest> requests() {
        return ledger.requests();
    }

    /** How many requests were received so far, also those that the ledger no longer holds. */
    public int requestCount() {
        return ledger.received.count();
    }

    /**
     * Blocks until at least {@code count} requests have come since the start, and returns all that are in the ledger.
     *
     * @throws AssertionError when they do not come within ten seconds
     */
    public List<ReceivedRequest> awaitRequests(int count) {
        return awaitRequests(count, Progress.PATIENCE);
    }

    /** As {@link #awaitRequests(int)}, with a patience of the caller's choice. */
    public List<ReceivedRequest> awaitRequests(int count, Duration patience) {
        ledger.received.await(count, patience, () -> "requests received " + requests() + ", problems " + problems());
        return requests();
    }

    /**
     * What callers did wrong on the wire, such as ambiguous framing or a body that stopped short; one sentence each.
     */
    public List<String> problems() {
        return ledger.problems();
    }

    /** How many connections were accepted so far. */
    public int connectionCount() {
        return ledger.connections.count();
    }

    /**
     * Blocks until exactly {@code count} connections are open, as seen from this side.
     *
     * @throws AssertionError when that does not happen within ten seconds
     */
    public void awaitOpenConnections(int count) {
        ledger.openConnections.awaitExactly(count, Progress.PATIENCE, () -> "connections open");
    }

    /** Ends all connections now, busy or idle, and goes on accepting new ones. */
    public void closeConnections(Cut how) {
        connections.forEach(connection -> connection.close(how));
    }

    /** Stops listening and ends all connections; what is running ends as {@link Outcome.End#UPSTREAM_CLOSED}. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("mock upstream cannot close its port", e);
        } finally {
            closeConnections(Cut.FIN);
        }
    }

    private void accept() {
        for (long id = 1; !listener.isClosed(); id++) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                serve(new Connection(id, socket, ledger, request -> early.apply(request), this::reply));
            } catch (IOException e) {
                // Closed, which ends the loop, or a connection that died before it was accepted.
            }
        }
    }

    private void serve(Connection connection) {
        connections.add(connection);
        ledger.connections.increment();
        ledger.openConnections.increment();
        Thread.ofVirtual().name("mock-upstream-connection").start(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
                ledger.openConnections.decrement();
            }
        });
        if (listener.isClosed()) {
            connection.close(Cut.FIN);
        }
    }

    private Reply reply(ReceivedRequest request) {
        Reply queued = queue.poll();
        if (queued != null) {
            return queued;
        }
        try {
            return handlers.getOrDefault(request.method() + " " + request.path(), fallback)
                    .apply(request);
        } catch (RuntimeException | Error e) {
            ledger.addProblem("handler of " + request + " threw " + e);
            return Reply.json(500, "{\"error\":{\"message\":\"the mock upstream's handler threw\"}}");
        }
    }

    private static Reply nothingScripted(ReceivedRequest request) {
        String target = request.target().replace("\\", "\\\\").replace("\"", "\\\"");
        return Reply.json(
                501, "{\"error\":{\"message\":\"nothing is scripted for " + request.method() + " " + target + "\"}}");
    }
}
