package dev.switchboard.http.edge;

import dev.switchboard.pipeline.port.CallerConnection.ReplyStream;
import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A streamed reply: parts that need not leave at once wait, up to a bound, for the next one. */
final class EdgeReplyStream implements ReplyStream {
    private static final int MOST_WAITING = 32 * 1024;

    private final EdgeCaller caller;
    private final List<Bytes> waiting = new ArrayList<>();
    private int length;

    EdgeReplyStream(EdgeCaller caller) {
        this.caller = caller;
    }

    @Override
    public void write(Bytes part, boolean flush) {
        if (!flush && length + part.length() < MOST_WAITING) {
            waiting.add(part);
            length += part.length();
        } else {
            caller.write(take(part), false);
        }
    }

    private Bytes take(Bytes last) {
        if (waiting.isEmpty()) {
            return last;
        }
        waiting.add(last);
        Bytes all = Bytes.concat(waiting.toArray(Bytes[]::new));
        waiting.clear();
        length = 0;
        return all;
    }

    @Override
    public void end() {
        caller.write(take(Bytes.empty()), true);
    }

    @Override
    public void abort() {
        caller.abort();
    }
}
