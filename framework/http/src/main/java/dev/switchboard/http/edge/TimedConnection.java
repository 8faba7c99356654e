package dev.switchboard.http.edge;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection on a Jetty selector whose request headers must be complete in time: Jetty's own idle time-out
 * starts anew with every byte. It also looks whether the caller has left when a request takes long.
 */
final class TimedConnection extends EdgeConnection implements Guarded {
    private final Watchdog watchdog;
    private final long headerNanos;
    private volatile long headerSince;
    private volatile long servingSince;
    private volatile @Nullable Runnable gone;

    private TimedConnection(
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            Watchdog watchdog,
            EdgeLimits limits) {
        super(configuration, connector, endPoint);
        this.watchdog = watchdog;
        this.headerNanos = limits.headerTimeout().toMillis() * 1_000_000L;
    }

    @Override
    public void onOpen() {
        watchdog.add(this);
        super.onOpen();
    }

    @Override
    public void onClose(Throwable cause) {
        watchdog.remove(this);
        super.onClose(cause);
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new TimedHeader();
    }

    @Override
    public void check(long now) {
        long since = headerSince;
        if (since != 0 && now - since >= headerNanos) {
            headerSince = 0;
            getEndPoint().close(new TimeoutException("the request's header did not arrive in time"));
        }
        long serving = servingSince;
        if (serving != 0 && now - serving >= InputGate.PATIENCE_NANOS) {
            watch();
        }
    }

    private void watch() {
        if (getEndPoint() instanceof SslConnection.SslEndPoint tls
                && tls.getSslConnection().getEndPoint() instanceof WatchedEndPoint raw) {
            raw.watch(this::callerGone);
        }
    }

    private void callerGone() {
        Runnable action = gone;
        if (action != null) {
            action.run();
        }
    }

    /** A request is handled from now on; the action is called, perhaps more than once, if the caller leaves meanwhile. */
    void begin(Runnable action) {
        gone = action;
        servingSince = System.nanoTime() | 1;
    }

    /** The request is over. */
    void end() {
        servingSince = 0;
        gone = null;
    }

    private final class TimedHeader extends RequestHandler {
        @Override
        public void messageBegin() {
            super.messageBegin();
            // Jetty's parser also begins on an empty buffer, when a connection rests.
            if (!isRequestBufferEmpty()) {
                headerSince = System.nanoTime() | 1;
            }
        }

        @Override
        public boolean headerComplete() {
            headerSince = 0;
            return super.headerComplete();
        }
    }

    /** Makes these connections. */
    static final class Factory extends EdgeConnection.Factory {
        private final Watchdog watchdog;
        private final EdgeLimits limits;

        Factory(HttpConfiguration configuration, Watchdog watchdog, EdgeLimits limits) {
            super(configuration);
            this.watchdog = watchdog;
            this.limits = limits;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            TimedConnection connection =
                    new TimedConnection(getHttpConfiguration(), connector, endPoint, watchdog, limits);
            return configure(connection, connector, endPoint);
        }
    }
}
