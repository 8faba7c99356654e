package dev.switchboard.http.upstream;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into events. The same bytes give the same events however they are cut into chunks, and the raw bytes
 * of all events in a row are the stream. An event that lies within one chunk is a slice of it; only one that spans
 * several is put together by copying. For one thread; not usable after it has thrown.
 */
public abstract sealed class EventDecoder
        permits AwsEventStreamDecoder, ChunkDecoder, JsonArrayDecoder, NdjsonDecoder, SseDecoder {
    private final int limit;

    /** The bytes from {@code start} to {@code end} were fed and do not belong to an event yet. */
    private byte[] array = new byte[0];

    private int start;
    private int end;
    /** How many of them have been looked at. */
    private int scanned;
    /** Whether the array was made here, so that its free end may be written to. */
    private boolean own;

    EventDecoder(int limit) {
        this.limit = limit;
    }

    /**
     * A decoder for one stream.
     *
     * @param limit the largest event in bytes; a larger one fails with an error of kind {@code UPSTREAM}
     */
    public static EventDecoder of(Framing framing, int limit) {
        return switch (framing) {
            case SSE -> new SseDecoder(limit);
            case NDJSON -> new NdjsonDecoder(limit);
            case JSON_ARRAY -> new JsonArrayDecoder(limit);
            case CHUNKS -> new ChunkDecoder(limit);
            case AWS_EVENT_STREAM -> new AwsEventStreamDecoder(limit);
        };
    }

    /** Adds bytes. To be called when {@link #next} has returned null. */
    public final void feed(Bytes chunk) {
        if (start == end) {
            array = chunk.array();
            start = chunk.offset();
            end = start + chunk.length();
            own = false;
        } else {
            append(chunk);
        }
    }

    /**
     * The next event, or null if more bytes are needed.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} if the bytes are not of this framing or
     *     the event is too large
     */
    public final @Nullable UpstreamEvent next() {
        if (start == end) {
            return null;
        }
        UpstreamEvent event = scan();
        if ((event == null ? end - start : event.raw().length()) > limit) {
            throw Failures.eventTooLarge(limit);
        }
        return event;
    }

    /**
     * What is left when the stream has ended in an orderly way, as a last event; null if nothing is.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} if the stream must not end here
     */
    public final @Nullable UpstreamEvent end() {
        return rest();
    }

    /** Looks at the bytes from {@link #scanned} on for the end of the event. */
    abstract @Nullable UpstreamEvent scan();

    /** Makes an event of what is left, or fails. */
    abstract @Nullable UpstreamEvent rest();

    /** The size of the array in which an event is put together that spans several chunks; 0 while there is none. */
    final int held() {
        return own ? array.length : 0;
    }

    /** How many bytes there are of the event, all those looked at and all others. */
    final int available() {
        return end - start;
    }

    /** A byte of the event, counted from its beginning. */
    final byte at(int index) {
        return array[start + index];
    }

    final int scanned() {
        return scanned;
    }

    final void scanned(int count) {
        scanned = count;
    }

    /** A slice of the event, counted from its beginning. */
    final Bytes slice(int from, int to) {
        return Bytes.wrap(array, start + from, to - from);
    }

    /** Makes an event of the first bytes and goes on behind them. */
    final UpstreamEvent take(int length, String name, Bytes data, Map<String, String> attributes) {
        UpstreamEvent event = new UpstreamEvent(slice(0, length), name, data, attributes);
        start += length;
        scanned = 0;
        return event;
    }

    /** Slices that were given away lie before {@code end} and are never written to. */
    private void append(Bytes chunk) {
        int held = end - start;
        int needed = Math.addExact(held, chunk.length());
        if (!own || array.length - end < chunk.length()) {
            byte[] larger = new byte[Math.max(needed, (int) Math.min(2L * needed, (long) limit + chunk.length()))];
            System.arraycopy(array, start, larger, 0, held);
            array = larger;
            start = 0;
            end = held;
            own = true;
        }
        chunk.copyTo(array, end);
        end += chunk.length();
    }

    /** The bytes from {@code from} to {@code to} without JSON's white space around them. */
    final Bytes trimmed(int from, int to) {
        int first = from;
        int last = to;
        while (first < last && isSpace(at(first))) {
            first++;
        }
        while (first < last && isSpace(at(last - 1))) {
            last--;
        }
        return slice(first, last);
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
