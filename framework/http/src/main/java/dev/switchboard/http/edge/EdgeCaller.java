package dev.switchboard.http.edge;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request and its reply on top of Jetty's. */
final class EdgeCaller implements CallerConnection {
    private static final Runnable GONE = () -> {};
    /** About what the system's buffers take at once, so that no write is added that would not be needed anyway. */
    private static final int LAST_BYTES = 256 << 10;

    private enum State {
        OPEN,
        STARTED,
        COMPLETE,
        ABORTED
    }

    private final Request request;
    private final Response response;
    private final CallerLink link;
    private final RequestHead head;
    private final BodyReader body;
    private final AtomicReference<@Nullable Runnable> onAbort = new AtomicReference<>();
    private State state = State.OPEN;

    EdgeCaller(Request request, Response response, CallerLink link, EdgeLimits limits) {
        this.request = request;
        this.response = response;
        this.link = link;
        this.head = new RequestHead(request);
        this.body = new BodyReader(request, response, link, limits);
        link.begin(this::callerGone);
    }

    @Override
    public HttpRequest request() {
        return head;
    }

    @Override
    public Bytes readBody(long limit, BodyMemory.Share memory) {
        return body.read(limit, memory);
    }

    @Override
    public void reply(HttpReply reply, Runnable beforeEnd) {
        start(reply.status(), reply.headers());
        Bytes body = reply.body();
        int most = body.length() - LAST_BYTES;
        if (most > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            write(body.slice(0, most), false);
            body = body.slice(most, body.length());
        }
        beforeEnd.run();
        write(body, true);
    }

    @Override
    public ReplyStream stream(int status, Headers headers) {
        start(status, headers);
        return new EdgeReplyStream(this);
    }

    private void start(int status, Headers headers) {
        if (state != State.OPEN) {
            throw new IllegalStateException("the request has been answered already");
        }
        state = State.STARTED;
        response.setStatus(status);
        HttpFields.Mutable fields = response.getHeaders();
        ReplyHeaders.copy(headers, fields);
        if (!body.leavesConnectionUsable() && isHttp1()) {
            fields.put(HttpHeader.CONNECTION, "close");
        }
    }

    /** Writes and waits. The last write completes the reply. */
    void write(Bytes part, boolean last) {
        if (state != State.STARTED) {
            throw new IllegalStateException("the reply is " + state);
        }
        if (onAbort.get() == GONE) {
            throw cancelled();
        }
        if (last) {
            // From here on the write itself tells whether the reply became complete.
            link.end();
        }
        Completion written = new Completion();
        response.write(last, part.toBuffer(), written);
        if (written.await() != null) {
            callerGone();
            throw cancelled();
        }
        if (last) {
            state = State.COMPLETE;
        }
    }

    private static GatewayException cancelled() {
        return GatewayException.of(ErrorKind.CANCELLED, "The caller went away.");
    }

    /** Gives the request up. Safe after the end, when it does nothing. */
    void abort() {
        if (state == State.OPEN || state == State.STARTED) {
            state = State.ABORTED;
            link.abort(request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0);
        }
    }

    @Override
    public void onAbort(Runnable action) {
        Runnable before = onAbort.getAndUpdate(current -> current == GONE ? GONE : action);
        if (before == GONE) {
            action.run();
        }
    }

    private void callerGone() {
        Runnable action = onAbort.getAndSet(GONE);
        if (action != null && action != GONE) {
            action.run();
        }
    }

    /** Whether the handler has begun to answer. */
    boolean isStarted() {
        return state != State.OPEN;
    }

    /** Ends the request, however far it got. */
    void finish(Callback callback) {
        abort();
        if (state == State.COMPLETE) {
            body.discard();
            callback.succeeded();
        } else {
            callback.failed(new Request.Handler.AbortException());
        }
        link.end();
    }

    /** Whether the head is too large; one of HTTP/1.1 would have been refused before. */
    boolean hasLargerHeadThan(int bytes) {
        return !isHttp1() && head.length() > bytes;
    }

    private boolean isHttp1() {
        return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
    }
}
