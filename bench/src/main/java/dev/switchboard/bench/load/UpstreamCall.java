package dev.switchboard.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A caller's connection, as the {@link Upstream} sees it. For its thread. */
final class UpstreamCall {
    /** Where a streamed request says that it is one. */
    private static final int LOOKED_AT = 256;

    private final Link link;
    private final Upstream upstream;
    private final MessageParser parser = new MessageParser(this::body);
    private final StringBuilder start = new StringBuilder(LOOKED_AT);
    private int size;
    private int eventsLeft;
    private long due;

    UpstreamCall(SocketChannel channel, Selector selector, Upstream upstream) throws IOException {
        this.link = new Link(channel, selector, this);
        this.upstream = upstream;
    }

    void ready(SelectionKey key, ByteBuffer input) {
        try {
            if (key.isWritable()) {
                link.flush();
            }
            if (key.isReadable()) {
                read(input);
            }
        } catch (IOException e) {
            link.close();
        }
    }

    private void read(ByteBuffer input) throws IOException {
        if (link.read(input) < 0) {
            link.close();
            return;
        }
        while (parser.feed(input)) {
            answer();
        }
    }

    private void body(ByteBuffer piece) {
        size += piece.remaining();
        if (start.length() < LOOKED_AT) {
            int length = Math.min(LOOKED_AT - start.length(), piece.remaining());
            byte[] bytes = new byte[length];
            piece.get(bytes);
            start.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private void answer() throws IOException {
        if (start.indexOf("\"stream\":true") >= 0) {
            link.send(UpstreamTexts.streamHead());
            upstream.pace(this);
        } else {
            link.send(upstream.reply(size));
        }
        size = 0;
        start.setLength(0);
    }

    void begin(int events, long intervalNanos) {
        eventsLeft = events;
        due = System.nanoTime() + intervalNanos;
    }

    /** When the next event is to be sent, by {@link System#nanoTime}. */
    long due() {
        return due;
    }

    /** Sends an event; false when it was the last or the caller has left. */
    boolean sendEvent(long intervalNanos) {
        due += intervalNanos;
        try {
            if (!link.isOpen()) {
                return false;
            }
            eventsLeft--;
            link.send(eventsLeft > 0 ? UpstreamTexts.event() : UpstreamTexts.lastEvents());
            return eventsLeft > 0;
        } catch (IOException e) {
            link.close();
            return false;
        }
    }
}
