package dev.switchboard.http.upstream;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream. Its idle time-out concerns it only while it is unused.
 *
 * <p>It begins to read a body when Jetty has done with the head. If the body is read while Jetty still tells of the head, and the
 * exchange ends in that, Jetty empties the network buffer of the head, which by then it has given back: another
 * connection that has got it meanwhile loses what has arrived there.
 */
final class PatientConnection extends HttpConnectionOverHTTP {
    private final Object lock = new Object();
    private final Runnable fillable = super::onFillable;

    // Guarded by the lock
    private int inside;
    private @Nullable Runnable later;

    PatientConnection(EndPoint endPoint, Map<String, Object> context) {
        super(endPoint, context);
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return getHttpChannel().getHttpExchange() == null && super.onIdleExpired(timeout);
    }

    @Override
    public void onFillable() {
        receive(fillable);
    }

    /** Does something that may have Jetty read and tell of what came, and then what was put off meanwhile. */
    void receive(Runnable step) {
        synchronized (lock) {
            inside++;
        }
        step.run();
        for (Runnable next = leave(); next != null; next = leave()) {
            next.run();
        }
    }

    /** Puts something off until no thread is in Jetty's receiver any more; to be called in there. At most one at a time. */
    void afterwards(Runnable step) {
        synchronized (lock) {
            later = step;
        }
    }

    /** Leaves, unless there is something to do and nobody else inside. */
    private @Nullable Runnable leave() {
        synchronized (lock) {
            Runnable next = inside == 1 ? later : null;
            if (next == null) {
                inside--;
            } else {
                later = null;
            }
            return next;
        }
    }
}
