package dev.switchboard.http.edge;

import dev.switchboard.http.edge.Timing.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain TCP connection that one virtual thread reads, parses, handles and writes, blocking. Jetty's HTTP/1.1 connection
 * above it believes to be asynchronous: when it asks to be told of readable bytes, the thread calls it at once and blocks
 * in {@link #fill} instead.
 *
 * <p>Deadlines are fields that the {@link Watchdog} looks at. When one passes, the input is shut down, which wakes the
 * blocked reader with an end of stream, or the channel is closed, which wakes the blocked writer.
 */
final class PlainEndPoint extends AbstractEndPoint implements Runnable, Guarded, CallerLink {
    private static final Logger LOG = LoggerFactory.getLogger(PlainEndPoint.class);
    /** How long a caller who was told that the connection closes may take to close it. */
    private static final long LINGER_NANOS = 1_000_000_000L;

    private final PlainConnector connector;
    private final SocketChannel channel;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final InputGate input;
    private final Timing timing;
    private final AtomicReference<@Nullable Runnable> gone = new AtomicReference<>();
    private volatile @Nullable Thread thread;
    private volatile long servingSince;
    private volatile boolean expired;
    private boolean handedOver;

    PlainEndPoint(PlainConnector connector, SocketChannel channel) throws IOException {
        super(null);
        this.connector = connector;
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
        this.input = new InputGate(channel, this::callerGone);
        this.timing = new Timing(connector.idleNanos());
    }

    /** The life of the connection, on its own virtual thread. */
    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            onOpen();
            ByteBuffer first =
                    Http2Preface.readFirst(channel, () -> timing.enter(Phase.HEADER, connector.headerNanos()));
            if (Http2Preface.matches(first)) {
                handOver(first);
            } else {
                input.pushBack(first);
                serve();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("Connection of {} failed", remote, e);
        } finally {
            close();
        }
    }

    private void handOver(ByteBuffer first) throws IOException {
        handedOver = true;
        close();
        connector.handOver(channel, first);
    }

    private void serve() {
        Connection connection = connector.newConnection(this);
        setConnection(connection);
        try {
            connection.onOpen();
            while (isOpen()) {
                if (!getFillInterest().fillable()) {
                    awaitInterest();
                }
            }
        } finally {
            close();
            connection.onClose(null);
        }
    }

    /** Jetty answers a malformed request on another thread; this one then has nothing to do until that is over. */
    private void awaitInterest() {
        while (isOpen() && !isFillInterested()) {
            Thread.interrupted();
            LockSupport.park(this);
        }
    }

    @Override
    protected void needsFillInterest() {
        if (Thread.currentThread() != thread) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isInputShutdown()) {
            return -1;
        }
        int position = BufferUtil.flipToFill(buffer);
        int filled;
        try {
            filled = input.read(buffer);
        } finally {
            BufferUtil.flipToFlush(buffer, position);
        }
        if (filled < 0) {
            answerLateHeader();
            shutdownInput();
        } else if (timing.phase() == Phase.IDLE) {
            timing.enter(Phase.HEADER, connector.headerNanos());
        }
        return filled;
    }

    /** Jetty would answer a request whose header never ended as a malformed one. */
    private void answerLateHeader() throws IOException {
        if (expired && timing.phase() == Phase.HEADER) {
            flush(connector.lateHeaderReply());
            close();
        }
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        Phase before = timing.phase();
        long deadlineBefore = timing.deadline();
        try {
            do {
                timing.enter(Phase.WRITING, connector.idleNanos());
                channel.write(buffers);
            } while (BufferUtil.remaining(buffers) > 0);
            return true;
        } catch (IOException e) {
            throw new EofException(e);
        } finally {
            timing.set(before, deadlineBefore);
        }
    }

    @Override
    protected void onIncompleteFlush() {
        throw new IllegalStateException("a blocking flush is never incomplete");
    }

    @Override
    public void check(long now) {
        long since = servingSince;
        Phase at = timing.phase();
        if (timing.isLate(now)) {
            expire(at);
        } else if (since != 0 && now - since >= InputGate.PATIENCE_NANOS) {
            input.watch();
        }
    }

    private void expire(Phase at) {
        if (at == Phase.WRITING) {
            close();
        } else if (at != Phase.HANDLING && !expired) {
            expired = true;
            endInput();
        }
    }

    /** Wakes a blocked reader with an end of stream; bytes that have arrived are still read first. */
    private void endInput() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            close();
        }
    }

    /** Closes the connection unless a request is under way. */
    void closeIfIdle() {
        if (timing.phase() == Phase.IDLE && servingSince == 0) {
            endInput();
        }
    }

    @Override
    public void begin(Runnable action) {
        gone.set(action);
        expired = false;
        timing.enter(Phase.HANDLING, Timing.NEVER);
        servingSince = System.nanoTime() | 1;
    }

    @Override
    public void readUntil(long until) {
        timing.set(Phase.BODY, until);
    }

    @Override
    public void readNoMore() {
        timing.enter(Phase.HANDLING, Timing.NEVER);
    }

    @Override
    public void giveUpReading() {
        shutdownInput();
    }

    @Override
    public boolean timedOut() {
        return expired;
    }

    @Override
    public void end() {
        gone.set(null);
        servingSince = 0;
        timing.enter(Phase.IDLE, isOutputShutdown() ? LINGER_NANOS : connector.idleNanos());
    }

    @Override
    public void abort(boolean unframed) {
        gone.set(null);
        if (unframed) {
            resetOnClose();
        }
        close();
    }

    private void resetOnClose() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("Connection of {} is closed already", remote, e);
        }
    }

    private void callerGone() {
        Runnable action = gone.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    @Override
    protected void doShutdownOutput() {
        timing.enter(Phase.IDLE, LINGER_NANOS);
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("Connection of {} is closed already", remote, e);
        }
    }

    @Override
    protected void doClose() {
        connector.closed(this);
        if (!handedOver) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("Connection of {} could not be closed", remote, e);
            }
            callerGone();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public Object getTransport() {
        return channel;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return local;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return remote;
    }
}
