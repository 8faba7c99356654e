package dev.switchboard.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A provider in OpenAI's format that answers at once: a unary call with a completion as long as the request, a streamed
 * one with events at a fixed pace, each of which says when it was written. One thread of its own.
 */
public final class Upstream implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final Duration interval;
    private final int events;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    private final Map<Integer, ByteBuffer> replies = new HashMap<>();
    /** All streams have the same pace: whoever is served goes to the end. */
    private final Queue<UpstreamCall> paced = new ArrayDeque<>();

    private final Thread thread;

    /**
     * Starts on a free port.
     *
     * @param interval time between two events of a stream
     * @param events events of a stream
     */
    public Upstream(Duration interval, int events) throws IOException {
        this.interval = interval;
        this.events = events;
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().daemon().name("bench-upstream").start(this::run);
    }

    /** The port it listens on. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    private void run() {
        try {
            while (listener.isOpen()) {
                long wait = untilNextEvent();
                if (wait > 0) {
                    selector.select(this::ready, wait);
                } else {
                    selector.selectNow(this::ready);
                }
                sendDueEvents();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upstream of the benchmark broke", e);
        }
    }

    /** Milliseconds, rounded up; zero if an event is due. */
    private long untilNextEvent() {
        UpstreamCall next = paced.peek();
        if (next == null) {
            return 1000;
        }
        long nanos = next.due() - System.nanoTime();
        return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void sendDueEvents() {
        long now = System.nanoTime();
        for (UpstreamCall next = paced.peek(); next != null && next.due() - now <= 0; next = paced.peek()) {
            paced.remove();
            if (next.sendEvent(interval.toNanos())) {
                paced.add(next);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof UpstreamCall call) {
            call.ready(key, input);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel caller = listener.accept(); caller != null; caller = listener.accept()) {
                new UpstreamCall(caller, selector, this);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upstream of the benchmark cannot accept", e);
        }
    }

    /** Begins to send events to a call. */
    void pace(UpstreamCall call) {
        call.begin(events, interval.toNanos());
        paced.add(call);
    }

    /** A completion whose body has about that size. */
    ByteBuffer reply(int size) {
        return replies.computeIfAbsent(size, UpstreamTexts::completion).duplicate();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
