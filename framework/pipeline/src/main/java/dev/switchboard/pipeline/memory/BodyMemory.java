package dev.switchboard.pipeline.memory;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that are kept of requests and replies under way, all exchanges together, so that what does not fit is
 * refused before the process runs out of memory. Safe for use by any thread; never blocks.
 */
public final class BodyMemory {
    private static final String SHORTAGE = "insufficient_memory";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AtomicLong used = new AtomicLong();

    /** What fits by default: two fifths of the heap. The rest is for what is made of the bodies, and for the gateway itself. */
    public static long defaultLimit() {
        return Runtime.getRuntime().maxMemory() / 5 * 2;
    }

    /**
     * The share of one exchange, empty at first.
     *
     * @param limit the most bytes of all shares together
     */
    public Share share(long limit) {
        return new Share(limit);
    }

    /** How many bytes all shares hold. */
    public long used() {
        return used.get();
    }

    /** Whether a failure came from here: no other target can help then. */
    public static boolean isShortage(GatewayError error) {
        return error.code().filter(SHORTAGE::equals).isPresent();
    }

    /** The failure of an exchange that does not fit: of kind {@code OVERLOADED}, to be tried again soon. */
    public static GatewayException shortage() {
        return GatewayError.builder(
                        ErrorKind.OVERLOADED,
                        "The gateway holds as many bytes of requests and replies as it may; try again later.")
                .code(SHORTAGE)
                .retryAfter(RETRY_AFTER)
                .build()
                .asException();
    }

    /** What one exchange holds. Closing gives everything back, and nothing can be reserved any more. */
    public final class Share implements AutoCloseable {
        private final long limit;
        private long held;
        private boolean closed;

        private Share(long limit) {
            this.limit = limit;
        }

        /** A share of its own for something that outlives this one; the same limit holds. */
        public Share sibling() {
            return new Share(limit);
        }

        /** Reserves bytes if they fit. */
        public synchronized boolean tryReserve(long bytes) {
            if (closed) {
                return false;
            }
            if (used.addAndGet(bytes) > limit) {
                used.addAndGet(-bytes);
                return false;
            }
            held += bytes;
            return true;
        }

        /** Reserves bytes. @throws GatewayException of kind {@code OVERLOADED} if they do not fit */
        public void reserve(long bytes) {
            if (!tryReserve(bytes)) {
                throw shortage();
            }
        }

        /**
         * Reserves bytes for what is made of a request.
         *
         * @throws GatewayException of kind {@code OVERLOADED} if they do not fit now; of kind {@code TOO_LARGE} if they never
         *     will, beside what this share holds
         */
        public synchronized void requireFit(long bytes) {
            if (tryReserve(bytes)) {
                return;
            }
            if (held + bytes > limit) {
                throw GatewayException.of(
                        ErrorKind.TOO_LARGE,
                        "The request is too large for a model in the gateway's process: reading it takes "
                                + (held + bytes)
                                + " bytes (expected: at most " + limit
                                + "); send less, or ask the operator for a larger server.limits.body-memory.");
            }
            throw shortage();
        }

        /** Fails early where that many bytes would not fit now. @throws GatewayException of kind {@code OVERLOADED} */
        public void requireRoom(long bytes) {
            if (used.get() + bytes > limit) {
                throw shortage();
            }
        }

        /** Counts bytes that are there and cannot be refused any more, whether or not they fit. */
        public synchronized void add(long bytes) {
            if (!closed) {
                used.addAndGet(bytes);
                held += bytes;
            }
        }

        /** Gives bytes back. */
        public synchronized void release(long bytes) {
            if (!closed) {
                used.addAndGet(-bytes);
                held -= bytes;
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                used.addAndGet(-held);
            }
        }
    }
}
