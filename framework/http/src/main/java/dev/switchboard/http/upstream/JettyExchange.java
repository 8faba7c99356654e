package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpStatus;

/** One request under way, as its reader sees it. */
final class JettyExchange implements UpstreamTransport.Exchange {
    /** What the system's buffers take from a writer in any case. */
    private static final int SHORT_REQUEST_BYTES = 16 << 10;

    private final Request request;
    private final ReplyBuffer buffer;
    private final ReplyReceiver receiver;
    private final Leg leg;
    private final Duration connectPatience;
    private final long connectDeadline;
    private final Framing framing;
    private final int eventBytes;
    private final BodyMemory.Share memory;

    JettyExchange(
            Request request,
            Leg leg,
            Duration connectPatience,
            Framing framing,
            int eventBytes,
            ReplyBuffer buffer,
            BodyMemory.Share memory) {
        this.request = request;
        this.leg = leg;
        this.connectPatience = connectPatience;
        this.connectDeadline = Patience.deadline(connectPatience);
        this.framing = framing;
        this.eventBytes = eventBytes;
        this.buffer = buffer;
        this.memory = memory;
        boolean longRequest = request.getBody() != null && request.getBody().getLength() > SHORT_REQUEST_BYTES;
        this.receiver = new ReplyReceiver(buffer, leg, longRequest);
    }

    /** Sends the request. */
    void start() {
        // Jetty finds out by itself for what else the receiver listens. Registered twice, it would get copies.
        request.onRequestListener(receiver).send(receiver);
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
                throw Failures.connectTimeout(leg, connectPatience);
            }
            return buffer.awaitHead(deadline) && hasPassedTheProxy();
        });
    }

    /** This status is a proxy's alone. It is no answer of the upstream, and no caller can do anything about it. */
    private boolean hasPassedTheProxy() {
        if (leg.proxy().isPresent() && buffer.status() == HttpStatus.PROXY_AUTHENTICATION_REQUIRED_407) {
            throw Failures.proxyRefused(leg, buffer.status());
        }
        return true;
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
    public boolean beginsWithOneOf(String ascii, Duration patience) {
        long deadline = Patience.deadline(patience);
        return reading(() -> ascii.indexOf(buffer.awaitVisible(deadline)) >= 0);
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
        return new FramedEvents(this, buffer, EventDecoder.of(framing, eventBytes), memory);
    }

    @Override
    public void cancel() {
        buffer.cancel();
        receiver.abort(request);
    }

    /** Does a piece of reading; when it fails, nobody needs the rest of the reply. */
    <T> T reading(Supplier<T> piece) {
        try {
            return piece.get();
        } catch (GatewayException e) {
            receiver.abort(request);
            throw e;
        }
    }
}
