package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Feeds a decoder from the buffer of a reply. */
final class FramedEvents implements UpstreamTransport.Events {
    private final JettyExchange exchange;
    private final ReplyBuffer buffer;
    private final EventDecoder decoder;

    private @Nullable UpstreamEvent ready;
    private @Nullable GatewayException failure;
    private boolean ended;

    FramedEvents(JettyExchange exchange, ReplyBuffer buffer, EventDecoder decoder) {
        this.exchange = exchange;
        this.buffer = buffer;
        this.decoder = decoder;
    }

    @Override
    public @Nullable UpstreamEvent next(Duration patience) {
        UpstreamEvent event = ready;
        if (event != null) {
            buffer.checkNotCancelled();
            ready = null;
            return event;
        }
        if (failure != null) {
            throw failure;
        }
        long deadline = Patience.deadline(patience);
        return exchange.reading(() -> advance(deadline));
    }

    @Override
    public boolean ready() {
        if (ready == null && failure == null && !ended) {
            try {
                UpstreamEvent event = exchange.reading(() -> advance(System.nanoTime()));
                ready = event == SILENCE ? null : event;
            } catch (GatewayException e) {
                failure = e;
            }
        }
        return ready != null;
    }

    private @Nullable UpstreamEvent advance(long deadline) {
        while (!ended) {
            UpstreamEvent event = decoder.next();
            if (event != null) {
                buffer.checkNotCancelled();
                return event;
            }
            Bytes more = buffer.take(deadline);
            if (more == null) {
                return SILENCE;
            }
            if (more.isEmpty()) {
                ended = true;
                return decoder.end();
            }
            decoder.feed(more);
        }
        return null;
    }
}
