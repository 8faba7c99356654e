package dev.switchboard.http.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of a blocking connection. Its one thread reads; but while that thread handles a request for long, a
 * watcher may read in its place, to learn at once when the caller leaves. What the watcher reads, the start of a pipelined
 * request, is kept for the thread's next read; a read that finds nothing kept waits for a watcher that is still at it.
 */
final class InputGate {
    /** How long a request runs before it is worth a watcher. */
    static final long PATIENCE_NANOS = 50_000_000L;

    /** What a watcher reads at once: nearly always there is nothing before the end, and each open stream holds the room for it. */
    private static final int WATCH_BYTES = 64;

    private static final int MOST_KEPT = 2048;

    private enum Reader {
        NONE,
        OWNER,
        WATCHER
    }

    private final SocketChannel channel;
    private final Runnable onEnd;
    private final AtomicReference<Reader> reader = new AtomicReference<>(Reader.NONE);
    private volatile @Nullable ByteBuffer kept;
    private volatile boolean ended;
    private volatile @Nullable Thread waiting;

    /** @param onEnd called by a watcher that saw the end of the stream */
    InputGate(SocketChannel channel, Runnable onEnd) {
        this.channel = channel;
        this.onEnd = onEnd;
    }

    /** Keeps bytes for the next read. */
    void pushBack(ByteBuffer bytes) {
        if (bytes.hasRemaining()) {
            kept = bytes;
        } else {
            ended = true;
        }
    }

    /**
     * Waits for bytes.
     *
     * @return their number; -1 at the end of the stream, also if the connection broke
     */
    int read(ByteBuffer target) {
        if (kept != null) {
            return take(target); // whether or not a watcher waits for more
        }
        acquire();
        try {
            if (kept != null) {
                return take(target);
            }
            return ended ? -1 : channel.read(target);
        } catch (IOException e) {
            return -1;
        } finally {
            reader.set(Reader.NONE);
        }
    }

    private synchronized int take(ByteBuffer target) {
        ByteBuffer before = Objects.requireNonNull(kept);
        int length = Math.min(before.remaining(), target.remaining());
        target.put(before.slice(before.position(), length));
        before.position(before.position() + length);
        if (!before.hasRemaining()) {
            kept = null;
        }
        return length;
    }

    private synchronized void keep(ByteBuffer more) {
        ByteBuffer before = kept;
        kept = before == null
                ? more
                : ByteBuffer.allocate(before.remaining() + more.remaining())
                        .put(before)
                        .put(more)
                        .flip();
    }

    private void acquire() {
        boolean interrupted = false;
        while (!reader.compareAndSet(Reader.NONE, Reader.OWNER)) {
            waiting = Thread.currentThread();
            if (reader.get() == Reader.WATCHER) {
                LockSupport.park(this);
            }
            interrupted |= Thread.interrupted();
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a watcher unless somebody reads, or there is nothing to learn. Does not block. */
    void watch() {
        if (hasRoom() && !ended && reader.compareAndSet(Reader.NONE, Reader.WATCHER)) {
            Thread.ofVirtual().name("edge-watcher").start(this::readAhead);
        }
    }

    /** Callers may send some more, such as an empty line, and leave all the same. */
    private boolean hasRoom() {
        ByteBuffer before = kept;
        return before == null || before.remaining() < MOST_KEPT;
    }

    private void readAhead() {
        ByteBuffer bytes = ByteBuffer.allocate(WATCH_BYTES);
        try {
            ended = channel.read(bytes) < 0;
        } catch (IOException e) {
            ended = true;
        }
        if (bytes.flip().hasRemaining()) {
            keep(bytes);
        }
        reader.set(Reader.NONE);
        LockSupport.unpark(waiting);
        if (ended) {
            onEnd.run();
        }
    }
}
