package dev.switchboard.http.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes frames of an AWS event stream. */
final class AwsFrames {
    private AwsFrames() {}

    static byte[] frame(String eventType, String payload) {
        ByteBuffer headers = ByteBuffer.allocate(1000);
        if (!eventType.isEmpty()) {
            text(headers, ":event-type", eventType);
        }
        return frame(headers.flip(), payload);
    }

    static byte[] frameWithAllTypes(String exceptionType) {
        ByteBuffer headers = ByteBuffer.allocate(1000);
        text(headers, ":exception-type", exceptionType);
        name(headers, "yes", 0);
        name(headers, "no", 1);
        name(headers, "byte", 2).put((byte) -2);
        name(headers, "short", 3).putShort((short) -3);
        name(headers, "int", 4).putInt(-4);
        name(headers, "long", 5).putLong(-5);
        name(headers, "bytes", 6).putShort((short) 2).put(new byte[] {1, 2});
        name(headers, "time", 8).putLong(1000);
        name(headers, "uuid", 9).putLong(1).putLong(2);
        return frame(headers.flip(), "x");
    }

    /** A prelude with a correct checksum, and 100 bytes behind it. */
    static byte[] prelude(int total, int headers) {
        ByteBuffer frame = ByteBuffer.allocate(112);
        frame.putInt(total).putInt(headers);
        return frame.putInt(crc(frame.array(), 8)).array();
    }

    private static byte[] frame(ByteBuffer headers, String payload) {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        int total = 16 + headers.remaining() + body.length;
        ByteBuffer frame = ByteBuffer.allocate(total);
        frame.putInt(total).putInt(headers.remaining());
        frame.putInt(crc(frame.array(), 8)).put(headers).put(body);
        return frame.putInt(crc(frame.array(), total - 4)).array();
    }

    private static void text(ByteBuffer headers, String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        name(headers, name, 7).putShort((short) bytes.length).put(bytes);
    }

    private static ByteBuffer name(ByteBuffer headers, String name, int type) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return headers.put((byte) bytes.length).put(bytes).put((byte) type);
    }

    private static int crc(byte[] bytes, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }
}
