package dev.switchboard.http.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection on a selector that can be watched for its end while nobody above it reads: Jetty's HTTP/1.1 does not look
 * while a request is handled. What arrives meanwhile (under TLS even an orderly end begins with some bytes) is kept for the
 * next reader. A reader that comes while the watch stands takes its place.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
    private static final int MOST_KEPT = 4096;

    private final Object lock = new Object();
    private final ByteBuffer kept = ByteBuffer.allocate(MOST_KEPT).limit(0);
    private @Nullable Runnable onEnd;
    private @Nullable Callback reader;

    WatchedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /**
     * Watches until the connection ends, a reader comes, or more arrives than is kept. Does nothing if it is watched or
     * read already.
     *
     * @param action called once when the connection ends, on any thread; must return quickly
     */
    void watch(Runnable action) {
        synchronized (lock) {
            if (onEnd != null || kept.remaining() == MOST_KEPT || isInputShutdown()) {
                return;
            }
            onEnd = action;
        }
        if (!super.tryFillInterested(new Watch())) {
            synchronized (lock) {
                onEnd = null;
            }
        }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        synchronized (lock) {
            if (!kept.hasRemaining()) {
                return super.fill(buffer);
            }
            int position = BufferUtil.flipToFill(buffer);
            try {
                int length = Math.min(kept.remaining(), buffer.remaining());
                buffer.put(kept.slice(kept.position(), length));
                kept.position(kept.position() + length);
                return length;
            } finally {
                BufferUtil.flipToFlush(buffer, position);
            }
        }
    }

    @Override
    public void fillInterested(Callback callback) {
        if (!takePlace(callback)) {
            super.fillInterested(callback);
        }
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        return takePlace(callback) || super.tryFillInterested(callback);
    }

    @Override
    public boolean isFillInterested() {
        synchronized (lock) {
            return onEnd == null ? super.isFillInterested() : reader != null;
        }
    }

    private boolean takePlace(Callback callback) {
        synchronized (lock) {
            if (onEnd != null && reader == null) {
                reader = callback;
                if (!kept.hasRemaining()) {
                    return true;
                }
                reader = null;
            } else if (!kept.hasRemaining()) {
                return false;
            }
        }
        // The selector does not tell of bytes that have been read already.
        Thread.startVirtualThread(callback::succeeded);
        return true;
    }

    private @Nullable Runnable readAhead() {
        synchronized (lock) {
            Runnable action = onEnd;
            onEnd = null;
            return action != null && readToKeep() < 0 ? action : null;
        }
    }

    private int readToKeep() {
        try {
            return super.fill(kept);
        } catch (IOException e) {
            return -1;
        }
    }

    private @Nullable Callback takeReader() {
        synchronized (lock) {
            Callback waiting = reader;
            reader = null;
            if (waiting != null) {
                onEnd = null;
            }
            return waiting;
        }
    }

    private final class Watch implements Callback {
        @Override
        public void succeeded() {
            Callback waiting = takeReader();
            if (waiting != null) {
                Thread.startVirtualThread(waiting::succeeded);
                return;
            }
            Runnable ended = readAhead();
            if (ended != null) {
                Thread.startVirtualThread(ended);
            }
        }

        @Override
        public void failed(Throwable cause) {
            Callback waiting = takeReader();
            if (waiting != null) {
                waiting.failed(cause);
            } else {
                end();
            }
        }

        private void end() {
            Runnable action;
            synchronized (lock) {
                action = onEnd;
                onEnd = null;
            }
            if (action != null) {
                Thread.startVirtualThread(action);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
