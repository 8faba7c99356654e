package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exchange whose reply goes on in, or is replaced by, those to further requests, as long as the provider names one. */
final class FollowedExchange implements UpstreamTransport.Exchange {
    private static final System.Logger LOG = System.getLogger(FollowedExchange.class.getName());
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final long MAX_ERROR_BODY = 1 << 20;

    private final Supplier<Optional<FollowUp>> afterStream;
    private final Function<UpstreamReply, Optional<FollowUp>> afterReply;
    private final Function<UpstreamRequest, UpstreamTransport.Exchange> send;
    private final Function<UpstreamReply, GatewayError> readError;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile UpstreamTransport.Exchange current;
    private volatile Optional<UpstreamRequest> farewell = Optional.empty();

    /**
     * @param first       whose head has come
     * @param afterStream what follows when a stream of events has ended
     * @param afterReply  what follows a whole reply, in whose place its own reply stands
     * @param send        sends a further request; does not wait for its reply
     * @param readError   reads a reply with a status of 400 or more
     */
    private FollowedExchange(
            UpstreamTransport.Exchange first,
            Supplier<Optional<FollowUp>> afterStream,
            Function<UpstreamReply, Optional<FollowUp>> afterReply,
            Function<UpstreamRequest, UpstreamTransport.Exchange> send,
            Function<UpstreamReply, GatewayError> readError) {
        this.current = first;
        this.afterStream = afterStream;
        this.afterReply = afterReply;
        this.send = send;
        this.readError = readError;
    }

    /** One that is read as a stream of events. */
    static FollowedExchange streamed(
            UpstreamTransport.Exchange first,
            Supplier<Optional<FollowUp>> afterStream,
            Function<UpstreamRequest, UpstreamTransport.Exchange> send,
            Function<UpstreamReply, GatewayError> readError) {
        return new FollowedExchange(first, afterStream, _ -> Optional.empty(), send, readError);
    }

    /** One that is read whole. */
    static FollowedExchange whole(
            UpstreamTransport.Exchange first,
            Function<UpstreamReply, Optional<FollowUp>> afterReply,
            Function<UpstreamRequest, UpstreamTransport.Exchange> send,
            Function<UpstreamReply, GatewayError> readError) {
        return new FollowedExchange(first, Optional::empty, afterReply, send, readError);
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
    public boolean beginsWithOneOf(String ascii, Duration patience) {
        return current.beginsWithOneOf(ascii, patience);
    }

    @Override
    public Bytes readAll(long limit, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Bytes body = current.readAll(limit, until(end));
            Optional<FollowUp> next = afterReply.apply(new UpstreamReply(status(), headers(), body));
            farewell = next.flatMap(FollowUp::farewell);
            if (next.isEmpty()) {
                return body;
            }
            Duration wait = next.get().after();
            requireTime(wait.compareTo(until(end)) < 0);
            awaitLeaving(wait.toNanos());
            begin(next.get().request());
            requireTime(current.awaitHead(until(end)));
            requireSuccess(until(end));
        }
    }

    private static void requireTime(boolean left) {
        if (!left) {
            throw GatewayException.of(ErrorKind.UPSTREAM_TIMEOUT, "the upstream was not done in time");
        }
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private void begin(UpstreamRequest request) {
        current = send.apply(request);
        awaitLeaving(0);
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

    /** Sleeps, unless nobody waits for the reply any more. */
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
            throw GatewayException.of(ErrorKind.CANCELLED, "the reply was left");
        }
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
                    "the upstream could not be told that nobody waits for its reply any more: {0}",
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
            FollowUp next = afterStream.get().orElse(null);
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
                sent = true;
                FollowedExchange.this.begin(next.request());
            }
            if (!current.awaitHead(patience)) {
                return false;
            }
            requireSuccess(patience);
            events = current.events();
            waiting = null;
            return true;
        }

        @Override
        public boolean ready() {
            return waiting == null && events.ready();
        }
    }
}
