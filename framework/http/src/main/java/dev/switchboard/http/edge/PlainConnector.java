package dev.switchboard.http.edge;

import dev.switchboard.spi.http.HttpReply;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractNetworkConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Listens for plain TCP connections and gives each a virtual thread that runs a {@link PlainEndPoint}. */
final class PlainConnector extends AbstractNetworkConnector {
    private static final int BACKLOG = 1024;

    private final EdgeOptions options;
    private final Watchdog watchdog;
    private final @Nullable HandOver http2;
    private final ByteBuffer lateHeader;
    private final ByteBuffer tooMany;
    private volatile @Nullable ServerSocketChannel listener;
    private volatile int localPort = -1;

    /** @param http2 null if HTTP/2 is not spoken here */
    PlainConnector(
            Server server,
            EdgeResources resources,
            EdgeOptions options,
            ErrorWriter errors,
            ConnectionFactory http1,
            @Nullable HandOver http2) {
        // Resources that are not named here are the server's; what is named, a connector would stop with itself.
        super(server, null, null, null, 1, http1);
        this.options = options;
        this.watchdog = resources.watchdog();
        this.http2 = http2;
        this.lateHeader =
                RawReply.of(errors.write(Optional.empty(), 408, "The request's header did not arrive in time."));
        this.tooMany = RawReply.of(tooManyConnections(errors));
        setHost(options.host());
        setPort(options.port());
        setIdleTimeout(options.limits().idleTimeout().toMillis());
        setName(options.name());
    }

    private static HttpReply tooManyConnections(ErrorWriter errors) {
        return errors.write(Optional.empty(), 503, "Too many connections; try again later.")
                .withHeader("retry-after", "1");
    }

    @Override
    public void open() throws IOException {
        if (isOpen()) {
            // Jetty opens all ports first, to fail early, and opens again when it starts them.
            return;
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw bindFailure(e);
        }
        localPort = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        listener = channel;
        super.open();
    }

    private BindException bindFailure(IOException cause) {
        BindException failure = new BindException(
                "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        ServerSocketChannel channel = listener;
        listener = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("The listening socket could not be closed", e);
            }
        }
        super.close();
    }

    @Override
    public boolean isOpen() {
        return listener != null;
    }

    @Override
    protected void accept(int acceptor) throws IOException {
        ServerSocketChannel channel = listener;
        if (channel == null) {
            return;
        }
        SocketChannel accepted = channel.accept();
        if (getConnectedEndPoints().size() >= options.limits().connections()) {
            refuse(accepted);
        } else {
            start(accepted);
        }
    }

    /** The reply fits into the empty send buffer of a new socket, so that this does not block the acceptor. */
    private void refuse(SocketChannel accepted) {
        try (accepted) {
            accepted.write(tooMany.duplicate());
        } catch (IOException e) {
            LOG.debug("A refused connection broke first", e);
        }
    }

    private void start(SocketChannel accepted) throws IOException {
        try {
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            PlainEndPoint endPoint = new PlainEndPoint(this, accepted);
            onEndPointOpened(endPoint);
            watchdog.add(endPoint);
            if (isShutdown()) {
                // Accepted while the port was closing, after the idle connections were closed.
                endPoint.closeIfIdle();
            }
            Thread.ofVirtual().name("edge-connection").start(endPoint);
        } catch (IOException e) {
            accepted.close();
            LOG.debug("A connection broke while it was accepted", e);
        }
    }

    void closed(PlainEndPoint endPoint) {
        watchdog.remove(endPoint);
        onEndPointClosed(endPoint);
    }

    Connection newConnection(PlainEndPoint endPoint) {
        return getDefaultConnectionFactory().newConnection(this, endPoint);
    }

    /** Gives a connection that speaks HTTP/2 away. */
    void handOver(SocketChannel channel, ByteBuffer first) throws IOException {
        HandOver target = http2;
        if (target == null || isShutdown()) {
            channel.close();
        } else {
            target.take(channel, first);
        }
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        setShutdownIdleTimeout(-1);
        CompletableFuture<Void> done = super.shutdown();
        for (EndPoint endPoint : getConnectedEndPoints()) {
            ((PlainEndPoint) endPoint).closeIfIdle();
        }
        return done;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        for (EndPoint endPoint : getConnectedEndPoints()) {
            endPoint.close();
        }
    }

    ByteBuffer lateHeaderReply() {
        return lateHeader.duplicate();
    }

    long idleNanos() {
        return nanos(options.limits().idleTimeout());
    }

    long headerNanos() {
        return nanos(options.limits().headerTimeout());
    }

    private static long nanos(Duration duration) {
        return duration.toMillis() * 1_000_000L;
    }

    @Override
    public @Nullable Object getTransport() {
        return listener;
    }

    @Override
    public int getLocalPort() {
        return localPort;
    }

    /** Takes over a connection on which the first bytes have been read. */
    interface HandOver {
        void take(SocketChannel channel, ByteBuffer first) throws IOException;
    }
}
