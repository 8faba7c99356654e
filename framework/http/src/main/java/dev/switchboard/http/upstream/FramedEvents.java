package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Feeds a decoder from the buffer of a reply. */
final class FramedEvents implements UpstreamTransport.Events {
    /** An event no larger than this is never refused, since its stream could not go on. */
    private static final int USUAL_EVENT = 64 << 10;

    private final JettyExchange exchange;
    private final ReplyBuffer buffer;
    private final EventDecoder decoder;
    private final BodyMemory.Share memory;
    /** What is counted of the event that the decoder puts together. */
    private int counted;

    private @Nullable UpstreamEvent ready;
    private @Nullable GatewayException failure;
    private boolean ended;

    FramedEvents(JettyExchange exchange, ReplyBuffer buffer, EventDecoder decoder, BodyMemory.Share memory) {
        this.exchange = exchange;
        this.buffer = buffer;
        this.decoder = decoder;
        this.memory = memory;
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
            count(decoder.held());
        }
        return null;
    }

    private void count(int held) {
        memory.release(counted);
        counted = 0;
        if (held > USUAL_EVENT) {
            memory.reserve(held);
        } else {
            memory.add(held);
        }
        counted = held;
    }
}
