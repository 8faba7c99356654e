package dev.switchboard.http.upstream;

import dev.switchboard.spi.io.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The headers of an AWS frame; values of all ten types become text. */
final class AwsHeaders {
    private AwsHeaders() {}

    /** In their order; byte arrays in Base64, times as ISO 8601. */
    static Map<String, String> read(Bytes block) {
        Map<String, String> headers = new LinkedHashMap<>();
        ByteBuffer in = block.toBuffer();
        try {
            while (in.hasRemaining()) {
                String name = new String(take(in, in.get() & 0xff), StandardCharsets.UTF_8);
                headers.put(name, value(in));
            }
        } catch (BufferUnderflowException e) {
            throw Failures.malformedEvent("an AWS event stream", "a header that is longer than the headers");
        }
        return Collections.unmodifiableMap(headers);
    }

    private static String value(ByteBuffer in) {
        int type = in.get();
        return switch (type) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> Byte.toString(in.get());
            case 3 -> Short.toString(in.getShort());
            case 4 -> Integer.toString(in.getInt());
            case 5 -> Long.toString(in.getLong());
            case 6 -> Base64.getEncoder().encodeToString(take(in, in.getShort() & 0xffff));
            case 7 -> new String(take(in, in.getShort() & 0xffff), StandardCharsets.UTF_8);
            case 8 -> Instant.ofEpochMilli(in.getLong()).toString();
            case 9 -> new UUID(in.getLong(), in.getLong()).toString();
            default ->
                throw Failures.malformedEvent("an AWS event stream", "header type " + type + " (expected: 0 to 9)");
        };
    }

    private static byte[] take(ByteBuffer in, int count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
