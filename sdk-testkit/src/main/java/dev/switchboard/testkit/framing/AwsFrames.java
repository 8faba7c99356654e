package dev.switchboard.testkit.framing;

import dev.switchboard.spi.io.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes frames of an AWS event stream, checksums included. */
public final class AwsFrames {
    private static final int PRELUDE = 8;
    private static final int CHECKSUM = 4;
    private static final byte TEXT = 7;
    private static final int MOST_HEADERS = 4_000;

    private AwsFrames() {}

    /** An event with a payload of JSON. */
    public static Bytes event(String type, String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return frame(headers, json);
    }

    /** An exception that ends a stream. */
    public static Bytes exception(String type, String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":exception-type", type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "exception");
        return frame(headers, json);
    }

    /** A frame with these headers, all of them text. */
    public static Bytes frame(Map<String, String> headers, String payload) {
        ByteBuffer head = ByteBuffer.allocate(MOST_HEADERS);
        headers.forEach((name, value) -> {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            head.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
            head.put(TEXT).putShort((short) text.length).put(text);
        });
        head.flip();
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        int total = PRELUDE + CHECKSUM + head.remaining() + body.length + CHECKSUM;
        ByteBuffer frame = ByteBuffer.allocate(total);
        frame.putInt(total).putInt(head.remaining());
        frame.putInt(crc(frame.array(), PRELUDE)).put(head).put(body);
        frame.putInt(crc(frame.array(), total - CHECKSUM));
        return Bytes.wrap(frame.array());
    }

    private static int crc(byte[] bytes, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }
}
