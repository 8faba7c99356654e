package dev.switchboard.http.upstream;

import dev.switchboard.http.upstream.EgressRule.Verdict;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.URIUtil;

/**
 * Upstreams over HTTP/1.1, plain and TLS, by Jetty's client. Safe for use by any thread.
 *
 * <p>The connect time-out of a request covers the search for a free connection and the set-up of TCP; a TLS handshake counts
 * as part of the wait for the head. {@link #send} itself never fails and never blocks: what goes wrong is thrown by the first
 * wait for the reply.
 */
public final class JettyTransport implements UpstreamTransport, AutoCloseable {
    private final TransportConfig config;
    private final HttpClient client;
    private final ProxyRoutes proxies;
    private final Deadlines deadlines = Deadlines.start();

    /** Starts a transport with threads, timers and buffers of its own. */
    public JettyTransport(TransportConfig config) {
        this(config, SharedIo.forClient());
    }

    /** Starts a transport that shares threads, timers and buffers with others. */
    public JettyTransport(TransportConfig config, SharedIo io) {
        this.config = config;
        this.client = HttpClients.start(config, io);
        this.proxies = new ProxyRoutes(client, config.proxy());
    }

    @Override
    public Exchange send(Reach from, UpstreamRequest request, Duration connectTimeout, BodyMemory.Share memory) {
        URI url = request.url();
        int port = HttpClient.normalizePort(url.getScheme(), url.getPort());
        Verdict verdict = config.egress().judge(from, url.getHost(), port);
        Optional<ProxyAddress> proxy = proxies.to(url, port, verdict);
        Leg leg = new Leg(from.owner(), url.getHost() + ":" + port, proxy);
        ReplyBuffer buffer = new ReplyBuffer(config.bufferBytes(), deadlines, memory);
        Request jetty = jettyRequest(request);
        JettyExchange exchange =
                new JettyExchange(jetty, leg, connectTimeout, request.framing(), config.eventBytes(), buffer, memory);
        if (verdict == Verdict.REFUSED) {
            exchange.refuse(Failures.egressDenied(leg));
            return exchange;
        }
        if (proxy.isPresent()) {
            jetty.tag(proxy.get());
        } else if (verdict != Verdict.PUBLIC_ADDRESS) {
            jetty.tag(GuardedResolver.ANY_ADDRESS);
        }
        exchange.start();
        return exchange;
    }

    /** The connections by destination; cheap enough for every scrape of the metrics. */
    public List<DestinationStats> destinations() {
        return client.getDestinations().stream()
                .filter(HttpDestination.class::isInstance)
                .map(destination -> stats((HttpDestination) destination))
                .toList();
    }

    /** Closes all connections; exchanges under way fail. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the upstream transport cannot stop: " + e.getMessage(), e);
        } finally {
            // Last: whoever reads is woken by the failure of its exchange.
            deadlines.close();
        }
    }

    private Request jettyRequest(UpstreamRequest request) {
        Request jetty = client.newRequest(request.url()).method(request.method());
        jetty.headers(fields -> {
            // Jetty finds it out, too, by putting the address together and parsing it.
            fields.add(HttpHeader.HOST, host(request.url()));
            copy(request, fields);
        });
        Bytes body = request.body();
        if (!body.isEmpty()) {
            jetty.body(new ByteBufferRequestContent(
                    (String) null, ByteBuffer.wrap(body.array(), body.offset(), body.length())));
        }
        return jetty;
    }

    private static String host(URI url) {
        int port = url.getPort();
        boolean usual = port < 0 || port == URIUtil.getDefaultPortForScheme(url.getScheme());
        return usual ? url.getHost() : url.getHost() + ":" + port;
    }

    private static void copy(UpstreamRequest request, HttpFields.Mutable fields) {
        request.headers().forEach((name, value) -> {
            if (!HttpHeader.HOST.is(name) && !HttpHeader.CONTENT_LENGTH.is(name)) {
                fields.add(name, value);
            }
        });
        if (request.body().isEmpty() && expectsBody(request.method())) {
            fields.add(HttpHeader.CONTENT_LENGTH, "0");
        }
    }

    /** RFC 9110, section 8.6: such a request says so when it has no body. */
    private static boolean expectsBody(String method) {
        return "POST".equals(method) || "PUT".equals(method) || "PATCH".equals(method);
    }

    private static DestinationStats stats(HttpDestination destination) {
        String origin = destination.getOrigin().asString();
        int waiting = destination.getQueuedRequestCount();
        return destination.getConnectionPool() instanceof AbstractConnectionPool pool
                ? new DestinationStats(origin, pool.getConnectionCount(), pool.getActiveConnectionCount(), waiting)
                : new DestinationStats(origin, 0, 0, waiting);
    }
}
