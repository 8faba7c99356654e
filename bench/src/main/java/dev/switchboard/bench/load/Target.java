package dev.switchboard.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Who is called.
 *
 * @param port on loopback
 * @param key sent as bearer token
 * @param format what callers speak
 */
public record Target(int port, String key, Format format) {
    /** A request for a completion whose body has that many bytes, or is as short as possible. */
    public ByteBuffer unary(int size) {
        return request(size, format.start(false));
    }

    /** A short request for a streamed completion. */
    public ByteBuffer streamed() {
        return request(0, format.start(true));
    }

    /** A request for the list of models. */
    public ByteBuffer models() {
        return message("GET /v1/models", "", "");
    }

    private ByteBuffer request(int size, String start) {
        String end = "\"}]}";
        String body = start + Text.ofLength(Math.max(1, size - start.length() - end.length())) + end;
        return message(
                "POST " + format.path(),
                "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n",
                body);
    }

    private ByteBuffer message(String line, String fields, String body) {
        String head = line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + key
                + "\r\nAccept: application/json\r\nUser-Agent: bench\r\n" + fields + "\r\n";
        return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII));
    }
}
