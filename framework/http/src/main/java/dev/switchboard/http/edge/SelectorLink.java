package dev.switchboard.http.edge;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The link of a request on a Jetty selector: TLS or HTTP/2. Jetty tells of resets and failed writes. */
final class SelectorLink implements CallerLink {
    private final Request request;
    private final @Nullable TimedConnection connection;
    private final AtomicReference<@Nullable Runnable> gone = new AtomicReference<>();

    SelectorLink(Request request) {
        this.request = request;
        this.connection =
                request.getConnectionMetaData().getConnection() instanceof TimedConnection timed ? timed : null;
    }

    @Override
    public void begin(Runnable action) {
        gone.set(action);
        request.addFailureListener(failure -> callerGone());
        // A request may take longer than a connection may be idle; pending reads and writes do time out.
        request.addIdleTimeoutListener(timeout -> false);
        if (connection != null) {
            connection.begin(this::callerGone);
        }
    }

    private void callerGone() {
        Runnable action = gone.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void readUntil(long deadline) {
        // The reader waits no longer than its deadline by itself.
    }

    @Override
    public void readNoMore() {
        // Nothing to undo.
    }

    @Override
    public void giveUpReading() {
        // Jetty does not wait for what is left.
    }

    @Override
    public boolean timedOut() {
        return false;
    }

    @Override
    public void end() {
        gone.set(null);
        if (connection != null) {
            connection.end();
        }
    }

    @Override
    public void abort(boolean unframed) {
        // The failed request resets the stream, or closes the connection without TLS's closing alert.
        end();
    }
}
