package dev.switchboard.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of the {@link Driver}: a request, its reply, and again. For its thread. */
final class Caller {
    /** Hears how a call ended. */
    interface Ended {
        void ended(Caller caller, boolean wellAnswered);
    }

    private final Link link;
    private final MessageParser parser;
    private final Ended ended;
    private boolean waiting;
    private long since;

    Caller(int port, Selector selector, MessageParser.Body body, Ended ended) throws IOException {
        this.ended = ended;
        this.parser = new MessageParser(body);
        link = new Link(
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), selector, this);
    }

    /** @param due the time by {@link System#nanoTime} from which latency counts */
    void call(ByteBuffer request, long due) {
        since = due;
        waiting = true;
        try {
            link.send(request.duplicate());
        } catch (IOException e) {
            fail();
        }
    }

    /** The time given to the latest call. */
    long due() {
        return since;
    }

    long microsSinceDue() {
        return (System.nanoTime() - since) / 1000;
    }

    /** What the latest reply began with; empty if none has come. */
    String statusLine() {
        return parser.startLine();
    }

    boolean isOpen() {
        return link.isOpen();
    }

    void ready(SelectionKey key, ByteBuffer input) {
        try {
            if (key.isWritable()) {
                link.flush();
            }
            if (key.isReadable()) {
                read(input);
            }
        } catch (IOException | NumberFormatException e) {
            fail();
        }
    }

    private void read(ByteBuffer input) throws IOException {
        if (link.read(input) < 0) {
            fail();
        } else if (parser.feed(input)) {
            waiting = false;
            ended.ended(this, parser.startLine().contains(" 200"));
        }
    }

    private void fail() {
        link.close();
        if (waiting) {
            waiting = false;
            ended.ended(this, false);
        }
    }

    /** Ends the connection; a call under way counts as failed. */
    void close() {
        fail();
    }
}
