package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An exchange whose stream goes on in the replies to further requests, as long as the decoder names one. */
final class FollowedExchange implements UpstreamTransport.Exchange {
    private static final System.Logger LOG = System.getLogger(FollowedExchange.class.getName());
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final long MAX_ERROR_BODY = 1 << 20;

    private final StreamDecoder<?> decoder;
    private final Function<UpstreamRequest, UpstreamTransport.Exchange> send;
    private final Function<UpstreamReply, GatewayError> readError;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile UpstreamTransport.Exchange current;
    private volatile Optional<UpstreamRequest> farewell = Optional.empty();

    /**
     * @param first     whose head has come
     * @param send      sends a further request; does not wait for its reply
     * @param readError reads a reply with a status of 400 or more
     */
    FollowedExchange(
            UpstreamTransport.Exchange first,
            StreamDecoder<?> decoder,
            Function<UpstreamRequest, UpstreamTransport.Exchange> send,
            Function<UpstreamReply, GatewayError> readError) {
        this.current = first;
        this.decoder = decoder;
        this.send = send;
        this.readError = readError;
    }

    @Override
    public boolean awaitHead(Duration patience) {
        return current.awaitHead(patience);
    }

    @Override
    public int status() {
        return current.status();
    }

    @Override
    public Headers headers() {
        return current.headers();
    }

    @Override
    public Bytes readAll(long limit, Duration patience) {
        return current.readAll(limit, patience);
    }

    @Override
    public UpstreamTransport.Events events() {
        return new Events(current.events());
    }

    @Override
    public void cancel() {
        left.countDown();
        current.cancel();
        Optional<UpstreamRequest> words = farewell;
        farewell = Optional.empty();
        words.ifPresent(request -> Thread.ofVirtual().name("farewell").start(() -> say(request)));
    }

    private void say(UpstreamRequest request) {
        try (UpstreamTransport.Exchange last = send.apply(request)) {
            last.awaitHead(FAREWELL);
        } catch (GatewayException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the upstream could not be told that nobody waits for its stream any more: {0}",
                    e.getMessage());
        }
    }

    /** The events of all replies. */
    private final class Events implements UpstreamTransport.Events {
        private UpstreamTransport.Events events;
        private boolean needed = true;
        private @Nullable FollowUp waiting;
        private long due;
        private boolean sent;

        Events(UpstreamTransport.Events first) {
            events = first;
        }

        @Override
        public @Nullable UpstreamEvent next(Duration patience) {
            try {
                while (true) {
                    FollowUp coming = waiting;
                    if (coming != null && !begin(coming, patience)) {
                        return SILENCE;
                    }
                    UpstreamEvent event = events.next(patience);
                    if (event != null || !follow()) {
                        return event;
                    }
                }
            } catch (GatewayException e) {
                if (needed || e.error().kind() == ErrorKind.CANCELLED) {
                    throw e;
                }
                waiting = null;
                return null;
            }
        }

        /** A reply has ended: whether another follows. */
        private boolean follow() {
            FollowUp next = decoder.followUp().orElse(null);
            farewell = next == null ? Optional.empty() : next.farewell();
            if (next != null) {
                due = System.nanoTime() + next.after().toNanos();
                needed = next.needed();
                sent = false;
            }
            waiting = next;
            return next != null;
        }

        /** Whether the reply has begun; false if the patience ran out first. */
        private boolean begin(FollowUp next, Duration patience) {
            if (!sent) {
                long wait = due - System.nanoTime();
                awaitLeaving(Math.min(wait, patience.toNanos()));
                if (wait > patience.toNanos()) {
                    return false;
                }
                current = send.apply(next.request());
                sent = true;
                awaitLeaving(0);
            }
            if (!current.awaitHead(patience)) {
                return false;
            }
            requireSuccess(patience);
            events = current.events();
            waiting = null;
            return true;
        }

        private void requireSuccess(Duration patience) {
            int status = current.status();
            if (status >= 400) {
                Bytes body = current.readAll(MAX_ERROR_BODY, patience);
                throw readError
                        .apply(new UpstreamReply(status, current.headers(), body))
                        .asException();
            } else if (status >= 300) {
                throw GatewayException.of(
                        ErrorKind.UPSTREAM,
                        "the upstream answered with a redirect (" + status + "), which is not followed");
            }
        }

        /** Sleeps, unless the stream is left. */
        private void awaitLeaving(long nanos) {
            boolean gone;
            try {
                gone = left.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                gone = true;
            }
            if (gone) {
                current.cancel();
                throw GatewayException.of(ErrorKind.CANCELLED, "the stream was left");
            }
        }

        @Override
        public boolean ready() {
            return waiting == null && events.ready();
        }
    }
}
