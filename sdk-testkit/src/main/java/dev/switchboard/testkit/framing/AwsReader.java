package dev.switchboard.testkit.framing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Frames of {@code application/vnd.amazon.eventstream}: total length, length of the headers, checksum of both, headers,
 * payload, checksum of the whole. Only headers of type string occur in model replies.
 */
final class AwsReader {
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final int STRING = 7;

    private AwsReader() {}

    static List<UpstreamEvent> events(Bytes body) {
        List<UpstreamEvent> events = new ArrayList<>();
        int start = 0;
        while (start < body.length()) {
            int remaining = body.length() - start;
            int length = remaining < PRELUDE ? 0 : body.toBuffer().getInt(start);
            if (length < PRELUDE + CHECKSUM || length > remaining) {
                throw new IllegalArgumentException("frame of " + length + " bytes (expected: 16 to " + remaining + ")");
            }
            events.add(event(body.slice(start, start + length)));
            start += length;
        }
        return events;
    }

    private static UpstreamEvent event(Bytes frame) {
        ByteBuffer buffer = frame.toBuffer();
        checkSum(frame, PRELUDE - CHECKSUM);
        checkSum(frame, frame.length() - CHECKSUM);
        int payload = PRELUDE + buffer.getInt(4);
        Map<String, String> headers = headers(buffer.slice(PRELUDE, payload - PRELUDE));
        String name = headers.getOrDefault(":event-type", headers.getOrDefault(":exception-type", ""));
        return new UpstreamEvent(frame, name, frame.slice(payload, frame.length() - CHECKSUM), headers);
    }

    private static void checkSum(Bytes frame, int length) {
        CRC32 sum = new CRC32();
        sum.update(frame.toBuffer().slice(0, length));
        int stored = frame.toBuffer().getInt(length);
        if (stored != (int) sum.getValue()) {
            throw new IllegalArgumentException("checksum after byte " + length + " of a frame does not match");
        }
    }

    private static Map<String, String> headers(ByteBuffer buffer) {
        Map<String, String> headers = new LinkedHashMap<>();
        while (buffer.hasRemaining()) {
            String name = text(buffer, Byte.toUnsignedInt(buffer.get()));
            int type = buffer.get();
            if (type != STRING) {
                throw new IllegalArgumentException("header " + name + " of type " + type + " (expected: 7, a string)");
            }
            headers.put(name, text(buffer, Short.toUnsignedInt(buffer.getShort())));
        }
        return headers;
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
