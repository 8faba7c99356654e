package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/** One request under way: starts the attempts at it and lets the reader wait for the reply. */
final class JettyExchange implements UpstreamTransport.Exchange {
    private final ReplyBuffer buffer;
    private final Supplier<Request> requests;
    private final String where;
    private final Duration connectPatience;
    private final long connectDeadline;
    private final Framing framing;
    private final int eventBytes;

    private volatile Attempt attempt = Attempt.NONE;
    private volatile boolean cancelled;
    private boolean repeated;

    JettyExchange(
            Supplier<Request> requests, String where, Duration connectPatience, Framing framing, TransportConfig config) {
        this.requests = requests;
        this.where = where;
        this.connectPatience = connectPatience;
        this.connectDeadline = Patience.deadline(connectPatience);
        this.framing = framing;
        this.eventBytes = config.eventBytes();
        this.buffer = new ReplyBuffer(config.bufferBytes());
    }

    /** Sends the request. */
    void start() {
        Request request = requests.get();
        ReplyReceiver receiver = new ReplyReceiver(buffer, this::failed);
        attempt = new Attempt(request, receiver);
        request.onRequestListener(receiver)
                .onResponseContentSource(receiver)
                .onResponseSuccess(receiver)
                .send(receiver);
        if (cancelled) {
            attempt.abort();
        }
    }

    /** Fails without ever being sent. */
    void refuse(GatewayException reason) {
        buffer.fail(reason);
    }

    @Override
    public boolean awaitHead(Duration patience) {
        long deadline = Patience.deadline(patience);
        return reading(() -> {
            long first = Patience.earlier(deadline, connectDeadline);
            if (!buffer.awaitConnection(first)) {
                if (first == deadline) {
                    return false;
                }
                throw Failures.connectTimeout(where, connectPatience);
            }
            return buffer.awaitHead(deadline);
        });
    }

    @Override
    public int status() {
        return buffer.status();
    }

    @Override
    public Headers headers() {
        return buffer.headers();
    }

    @Override
    public Bytes readAll(long limit, Duration patience) {
        long deadline = Patience.deadline(patience);
        return reading(() -> {
            Bytes body = buffer.takeWhole(limit, deadline);
            if (body == null) {
                throw Failures.replyTimeout(patience);
            }
            return body;
        });
    }

    @Override
    public UpstreamTransport.Events events() {
        return new FramedEvents(this, buffer, EventDecoder.of(framing, eventBytes));
    }

    @Override
    public void cancel() {
        cancelled = true;
        buffer.cancel();
        attempt.abort();
    }

    /** Does a piece of reading; when it fails, nobody needs the rest of the reply. */
    <T> T reading(Supplier<T> piece) {
        try {
            return piece.get();
        } catch (GatewayException e) {
            attempt.abort();
            throw e;
        }
    }

    private void failed(ReplyReceiver receiver) {
        if (mayRepeat(receiver)) {
            repeated = true;
            start();
        } else {
            buffer.fail(Failures.of(receiver.failure(), where, receiver.isConnected(), receiver.isAnswering()));
        }
    }

    /** An upstream that never got the whole request cannot have acted on it. */
    private boolean mayRepeat(ReplyReceiver receiver) {
        return !repeated
                && !cancelled
                && receiver.isConnected()
                && !receiver.isSent()
                && !receiver.isAnswering()
                && Failures.isBrokenConnection(receiver.failure())
                && buffer.isUntouched();
    }

    private record Attempt(@Nullable Request request, @Nullable ReplyReceiver receiver) {
        static final Attempt NONE = new Attempt(null, null);

        void abort() {
            if (request != null && receiver != null && !receiver.isTerminated()) {
                request.abort(Abort.INSTANCE);
            }
        }
    }

    /** Says to Jetty why; carries no stack, since there is nothing to find. */
    private static final class Abort extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Abort INSTANCE = new Abort();

        private Abort() {
            super("the reader left", null, false, false);
        }
    }
}
