package dev.switchboard.http.edge;

import dev.switchboard.pipeline.port.CallerHandler;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening port. {@link #start} it, {@link #drain} it when the process is asked to end, then {@link #close} it. Several
 * servers of a process share one {@link EdgeResources}, which must outlive them.
 */
public final class EdgeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);
    private static final int READ_BYTES = 8 * 1024;
    private static final int REPLY_HEADER_BYTES = 4 * 1024;
    private static final int MAX_REPLY_HEADER_BYTES = 64 * 1024;
    /**
     * How large a head of HTTP/2 may be before its connection ends. Jetty gives up a connection over a head that is too large, since
     * what follows is compressed by it; so it reads more than is allowed, and the handler refuses it.
     */
    private static final int MOST_HTTP2_HEADER_BYTES = 256 * 1024;

    private final EdgeOptions options;
    private final Server server;
    private final NetworkConnector connector;

    /**
     * Prepares a server; nothing listens yet.
     *
     * @throws IOException if the certificate or its key cannot be read
     */
    public EdgeServer(EdgeOptions options, EdgeResources resources, CallerHandler handler, ErrorWriter errors)
            throws IOException {
        this.options = options;
        server = new Server(resources.threads(), resources.scheduler(), resources.buffers());
        server.setStopTimeout(0);
        server.setHandler(new EdgeHandler(handler, errors, options.limits()));
        server.setErrorHandler(new EdgeErrors(errors, options.limits()));
        connector = options.tls().isPresent()
                ? new TlsConnector(
                        server,
                        resources,
                        options,
                        http(),
                        http2Configuration(),
                        options.tls().get())
                : plain(resources, errors);
        server.addConnector(connector);
    }

    private PlainConnector plain(EdgeResources resources, ErrorWriter errors) {
        EdgeConnection.Factory http1 = new EdgeConnection.Factory(http());
        return new PlainConnector(server, resources, options, errors, http1, http2());
    }

    private @Nullable Http2Connector http2() {
        if (!options.http2()) {
            return null;
        }
        Http2Connector http2 =
                new Http2Connector(server, options, new HTTP2CServerConnectionFactory(http2Configuration()));
        server.addConnector(http2);
        return http2;
    }

    private HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(options.limits().headerBytes());
        http.setInputBufferSize(READ_BYTES);
        http.setResponseHeaderSize(REPLY_HEADER_BYTES);
        http.setMaxResponseHeaderSize(MAX_REPLY_HEADER_BYTES);
        http.setHeaderCacheSize(0); // else 100 KB per connection, for a few strings less
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(uriCompliance());
        return http;
    }

    private HttpConfiguration http2Configuration() {
        HttpConfiguration http2 = http();
        http2.setRequestHeaderSize(
                Math.max(MOST_HTTP2_HEADER_BYTES, options.limits().headerBytes()));
        return http2;
    }

    /** Model names hold slashes, which clients encode; the path is handed on as it came, so that nothing is ambiguous. */
    private static UriCompliance uriCompliance() {
        return new UriCompliance(
                "edge",
                EnumSet.of(
                        UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                        UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                        UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the port cannot be bound; the message names it
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(options.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** The port that is listened on; after {@link #start} only. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Stops to listen, closes idle connections and waits for the requests under way, whose connections then close. Blocks no
     * longer than the drain time-out.
     *
     * @return whether all ended in time
     */
    public boolean drain() {
        try {
            Graceful.shutdown(server).get(options.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.warn("{}: some requests did not end within {}", options.name(), options.drainTimeout());
        } catch (ExecutionException e) {
            LOG.warn("{}: could not be drained", options.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Closes the port and whatever connection is left. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("{}: could not be closed in an orderly way", options.name(), e);
        }
    }
}
