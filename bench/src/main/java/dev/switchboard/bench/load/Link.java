package dev.switchboard.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/** One non-blocking connection. What the system does not take at once is kept until it does. */
final class Link {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();

    Link(SocketChannel channel, Selector selector, Object owner) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_READ, owner);
    }

    /** Sends all bytes of the buffer, now or later; the buffer must not be changed any more. */
    void send(ByteBuffer bytes) throws IOException {
        if (waiting.isEmpty()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            waiting.add(bytes);
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** The system takes bytes again. */
    void flush() throws IOException {
        for (ByteBuffer head = waiting.peek(); head != null; head = waiting.peek()) {
            channel.write(head);
            if (head.hasRemaining()) {
                return;
            }
            waiting.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** As {@link SocketChannel#read}. */
    int read(ByteBuffer into) throws IOException {
        into.clear();
        int length = channel.read(into);
        into.flip();
        return length;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }
}
