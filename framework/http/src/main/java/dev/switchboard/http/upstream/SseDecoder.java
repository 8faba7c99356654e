package dev.switchboard.http.upstream;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events (WHATWG HTML, section 9.2.6). Every empty line ends an event, also one without any field; comments and
 * the fields {@code id} and {@code retry} stand in its raw bytes only. Two deviations help against upstreams that end
 * carelessly: a last event without its empty line counts, and so does a last line without its line end. One deviation keeps
 * pages and other texts from passing as streams: lines that are none of the format's are passed over, but not in place of the first
 * event.
 *
 * <p>After a CR that ends an event, an LF may follow that belongs to it. Waiting for it would hold events back in a stream
 * whose lines end in CR alone: so it is waited for unless the line before also ended in CR alone. In that rare stream
 * an LF, should it come nevertheless, is the first byte of the next event.
 */
final class SseDecoder extends EventDecoder {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY = "retry".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final ByteArrayOutputStream joined = new ByteArrayOutputStream(0);

    private boolean atStart = true;
    /** Whether a field of server-sent events has come. */
    private boolean begun;
    /** Whether the event has a line that is neither a field nor a comment. */
    private boolean odd;
    /** Where the line begins that is being read, counted from the beginning of the event. */
    private int lineStart;
    /** Whether the byte before was a CR that ended a line. */
    private boolean afterReturn;
    /** Whether the line before ended in CR alone. */
    private boolean returnsOnly;
    /** Whether the event is complete but for an LF that may follow. */
    private boolean awaitingFeed;

    private String name = "";
    private int dataLines;
    private int dataFrom;
    private int dataTo;

    SseDecoder(int limit) {
        super(limit);
    }

    @Override
    @Nullable
    UpstreamEvent scan() {
        int available = available();
        for (int i = scanned(); i < available; i++) {
            int length = lengthAfter(at(i), i);
            if (length > 0) {
                return event(length);
            }
        }
        scanned(available);
        return null;
    }

    @Override
    @Nullable
    UpstreamEvent rest() {
        int available = available();
        if (lineStart < available && !awaitingFeed) {
            field(lineStart, available);
        }
        return available == 0 ? null : event(available);
    }

    /** Moves on by one byte; the length of the event if it ends here, else 0. */
    private int lengthAfter(byte b, int index) {
        if (awaitingFeed) {
            boolean feed = b == '\n';
            returnsOnly = !feed;
            return feed ? index + 1 : index;
        }
        if (b == '\n' && afterReturn) {
            afterReturn = false;
            returnsOnly = false;
            lineStart = index + 1;
            return 0;
        }
        returnsOnly |= afterReturn;
        afterReturn = b == '\r';
        return b == '\n' || b == '\r' ? line(index) : 0;
    }

    private int line(int lineEnd) {
        boolean empty = isEmpty(lineStart, lineEnd);
        if (!empty) {
            field(lineStart, lineEnd);
        }
        lineStart = lineEnd + 1;
        if (!afterReturn) {
            returnsOnly = false;
            return empty ? lineStart : 0;
        }
        if (empty && !returnsOnly) {
            awaitingFeed = true;
            afterReturn = false;
            return 0;
        }
        return empty ? lineStart : 0;
    }

    private boolean isEmpty(int from, int to) {
        return withoutMark(from, to) == to;
    }

    /** Where the line begins behind a byte order mark, which only the first line may have. */
    private int withoutMark(int from, int to) {
        boolean marked = atStart && from == 0 && matches(BYTE_ORDER_MARK, 0, to);
        return marked ? BYTE_ORDER_MARK.length : from;
    }

    private void field(int lineFrom, int to) {
        int from = withoutMark(lineFrom, to);
        int colon = from;
        while (colon < to && at(colon) != ':') {
            colon++;
        }
        int value = colon + 1 < to && at(colon + 1) == ' ' ? colon + 2 : Math.min(colon + 1, to);
        if (isNamed(DATA, from, colon)) {
            data(value, to);
            begun = true;
        } else if (isNamed(EVENT, from, colon)) {
            name = slice(value, to).utf8();
            begun = true;
        } else if (!begun) {
            begun = isNamed(ID, from, colon) || isNamed(RETRY, from, colon);
            odd |= colon > from;
        }
    }

    private boolean isNamed(byte[] field, int from, int colon) {
        return colon - from == field.length && matches(field, from, colon);
    }

    private void data(int from, int to) {
        if (dataLines == 1) {
            joined.reset();
            write(dataFrom, dataTo);
        }
        if (dataLines > 0) {
            joined.write('\n');
            write(from, to);
        }
        dataFrom = from;
        dataTo = to;
        dataLines++;
    }

    private void write(int from, int to) {
        Bytes part = slice(from, to);
        joined.write(part.array(), part.offset(), part.length());
    }

    private UpstreamEvent event(int length) {
        if (odd && !begun) {
            throw Failures.malformedEvent("server-sent events", "its first line is neither a field nor a comment");
        }
        odd = false;
        Bytes data = dataLines > 1 ? Bytes.wrap(joined.toByteArray()) : slice(dataFrom, dataTo);
        UpstreamEvent event = take(length, name, data, Map.of());
        atStart = false;
        awaitingFeed = false;
        lineStart = 0;
        name = "";
        dataLines = 0;
        dataFrom = 0;
        dataTo = 0;
        return event;
    }

    private boolean matches(byte[] wanted, int from, int to) {
        if (to - from < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (at(from + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
