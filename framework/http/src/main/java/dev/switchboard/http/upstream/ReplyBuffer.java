package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of one reply and was not yet taken. One thread writes and never blocks, one reads and waits; any thread
 * may cancel. A reader sees all bytes that arrived before the failure, and then the failure.
 */
final class ReplyBuffer implements Deadlines.Waiting {
    private static final int SMALLEST = 512;
    /** A body announced to be no longer than this is collected in one go, whether or not its reader has asked yet. */
    private static final int COLLECTED = 1 << 20;

    private int highWater;
    private final Deadlines deadlines;
    private final BodyMemory.Share memory;

    private boolean connected;
    private int status = -1;
    private Headers headers = Headers.none();
    /** How many bytes of the body are still to come; -1 if nobody knows. */
    private long missing = -1;

    private byte @Nullable [] data;
    private int size;
    /** The size of the array that the reader took last and may still look at. */
    private int lent;
    /** How much may be collected for a reader who wants the whole body; -1 while it is read piece by piece. */
    private long wholeLimit = -1;

    private boolean ended;
    private boolean cancelled;
    private @Nullable GatewayException failure;
    private @Nullable Runnable resume;
    private @Nullable Thread waiter;
    private long waitsUntil;

    ReplyBuffer(int highWater, Deadlines deadlines, BodyMemory.Share memory) {
        this.highWater = highWater;
        this.deadlines = deadlines;
        this.memory = memory;
    }

    // Called by the writer

    /** Notes that there is a connection. */
    synchronized void connected() {
        connected = true;
    }

    /** Stores the head; the reader is not woken yet. */
    synchronized void head(int newStatus, Headers newHeaders, long contentLength) {
        status = newStatus;
        headers = newHeaders;
        missing = contentLength;
        if (contentLength <= COLLECTED) {
            // One more: all of it does not make the buffer full.
            highWater = Math.max(highWater, (int) contentLength + 1);
        }
    }

    /** What the writer should do next. */
    enum Room {
        MORE,
        FULL,
        /** Nobody wants the rest of the reply. */
        UNWANTED
    }

    /**
     * Stores a copy of the bytes; the reader is not woken yet.
     *
     * @param whenDrained run once, by the reader, when there is room again after {@link Room#FULL}
     */
    synchronized Room append(ByteBuffer bytes, Runnable whenDrained) {
        int count = bytes.remaining();
        if (wholeLimit >= 0 && size + (long) count > wholeLimit) {
            failure = Failures.tooLarge(wholeLimit);
        }
        boolean fits = isOver() || makeRoom(count);
        if (isOver() || data == null) {
            return Room.UNWANTED;
        }
        bytes.get(data, size, count);
        size += count;
        missing -= missing > 0 ? count : 0;
        boolean full = wholeLimit < 0 && (size >= highWater || !fits);
        resume = full ? whenDrained : null;
        return full ? Room.FULL : Room.MORE;
    }

    /** Wakes the reader if it waits for what has been stored. */
    void wake() {
        Thread reader = null;
        synchronized (this) {
            if (wholeLimit < 0 || isOver()) {
                reader = waiter;
                waiter = null;
            }
        }
        LockSupport.unpark(reader);
    }

    /** The reply is complete, unless it has already failed, as one that is too large has. */
    void end() {
        synchronized (this) {
            ended = failure == null;
        }
        wake();
    }

    /** The reply ends here with a failure; the first one counts. */
    void fail(GatewayException cause) {
        synchronized (this) {
            if (!ended && failure == null) {
                failure = cause;
            }
        }
        wake();
    }

    // Called by any thread

    /** Discards everything and lets the reader fail at once. */
    void cancel() {
        synchronized (this) {
            cancelled = true;
            memory.release(lengthOf(data));
            data = null;
            size = 0;
        }
        wake();
    }

    // Called by the reader

    /** Waits for a connection; false if the deadline came first. A failure counts as progress. */
    boolean awaitConnection(long deadline) {
        return await(() -> connected || status >= 0 || failure != null, deadline);
    }

    /** Waits for the head; false if the deadline came first. */
    boolean awaitHead(long deadline) {
        if (!await(() -> status >= 0 || failure != null, deadline)) {
            return false;
        }
        if (status < 0) {
            throw thrown();
        }
        return true;
    }

    /** Lets a reader that has taken everything see that it is not wanted any more. */
    synchronized void checkNotCancelled() {
        if (cancelled) {
            throw Failures.cancelled();
        }
    }

    synchronized int status() {
        return status;
    }

    synchronized Headers headers() {
        return headers;
    }

    /**
     * Waits for the first byte that is no white space, as JSON and server-sent events understand it, and leaves it there; -1 if
     * the buffer is full of white space, the reply is over or the deadline came first.
     */
    int awaitVisible(long deadline) {
        await(() -> visible() >= 0 || resume != null || isOver(), deadline);
        synchronized (this) {
            return visible();
        }
    }

    private int visible() {
        byte[] stored = data;
        for (int i = 0; stored != null && i < size; i++) {
            if (stored[i] > ' ' || stored[i] < 0) {
                return stored[i] & 0xFF;
            }
        }
        return -1;
    }

    /** Takes what is there, waiting for the first byte; empty at the end of the reply, null if the deadline came first. */
    @Nullable
    Bytes take(long deadline) {
        if (!await(() -> size > 0 || isOver(), deadline)) {
            return null;
        }
        Bytes taken;
        Runnable drained;
        synchronized (this) {
            if (size == 0 && !ended) {
                throw thrown();
            }
            memory.release(lent);
            lent = lengthOf(data);
            taken = takeStored();
            drained = resume;
            resume = null;
        }
        if (drained != null) {
            drained.run();
        }
        return taken;
    }

    /** Takes everything at the end of the reply; null if the deadline came first. */
    @Nullable
    Bytes takeWhole(long limit, long deadline) {
        Runnable drained;
        synchronized (this) {
            if (size + Math.max(missing, 0) > limit) {
                throw Failures.tooLarge(limit);
            }
            wholeLimit = limit;
            drained = resume;
            resume = null;
        }
        if (drained != null) {
            drained.run();
        }
        if (!await(this::isOver, deadline)) {
            return null;
        }
        synchronized (this) {
            if (!ended) {
                throw thrown();
            }
            return takeStored();
        }
    }

    private Bytes takeStored() {
        byte[] stored = data;
        Bytes taken = stored == null ? Bytes.empty() : Bytes.wrap(stored, 0, size);
        // The array now belongs to whoever took it.
        data = null;
        size = 0;
        return taken;
    }

    private boolean isOver() {
        return ended || failure != null || cancelled;
    }

    private GatewayException thrown() {
        return cancelled || failure == null ? Failures.cancelled() : failure;
    }

    /**
     * Sees to an array that takes so many more bytes. If memory is short, a whole reply fails, and a streamed one gets no more
     * than it needs now.
     *
     * @return whether the reply may grow further
     */
    private boolean makeRoom(int count) {
        int present = lengthOf(data);
        int needed = Math.addExact(size, count);
        if (needed <= present) {
            return true;
        }
        int wanted = Math.max(needed, capacity(Math.max(SMALLEST, 2L * present)));
        boolean fits = memory.tryReserve(wanted);
        if (!fits && wholeLimit >= 0) {
            failure = BodyMemory.shortage();
            return false;
        }
        if (!fits) {
            memory.add(needed);
        }
        byte[] larger = new byte[fits ? wanted : needed];
        if (data != null) {
            System.arraycopy(data, 0, larger, 0, size);
        }
        data = larger;
        memory.release(present);
        return fits;
    }

    private static int lengthOf(byte @Nullable [] array) {
        return array == null ? 0 : array.length;
    }

    /** A body of known length gets the array that will hold all of it, so that each byte is copied once. */
    private int capacity(long wanted) {
        long bound = wholeLimit >= 0 ? wholeLimit : highWater;
        return (int) Math.min(Math.min(missing >= 0 ? size + missing : wanted, bound), Integer.MAX_VALUE - 8);
    }

    private boolean await(Condition condition, long deadline) {
        if (holds(condition, deadline)) {
            // Of a short reply all but the first wait find what they want: there is nothing to watch.
            return true;
        }
        deadlines.add(this);
        try {
            return awaitWatched(condition, deadline);
        } finally {
            deadlines.remove(this);
        }
    }

    private boolean awaitWatched(Condition condition, long deadline) {
        do {
            if (deadline - System.nanoTime() <= 0) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw Failures.cancelled();
            }
            LockSupport.park(this);
        } while (!holds(condition, deadline));
        return true;
    }

    /** Whether it holds; if not, this thread is woken by what comes next. */
    private synchronized boolean holds(Condition condition, long deadline) {
        waiter = null;
        if (cancelled) {
            throw Failures.cancelled();
        }
        boolean met = condition.holds();
        if (!met) {
            waiter = Thread.currentThread();
            waitsUntil = deadline;
        }
        return met;
    }

    @Override
    public synchronized void check(long now) {
        if (waiter != null && now - waitsUntil >= 0) {
            LockSupport.unpark(waiter);
        }
    }

    private interface Condition {
        boolean holds();
    }
}
