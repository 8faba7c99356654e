package dev.switchboard.http.edge;

import dev.switchboard.spi.http.HttpReply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;

/** Replies as bytes, for connections on which Jetty has no request to answer. */
final class RawReply {
    private RawReply() {}

    /** An HTTP/1.1 reply after which the connection closes. */
    static ByteBuffer of(HttpReply reply) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(HttpStatus.getMessage(reply.status()))
                .append("\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(reply.body().length()).append("\r\nconnection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(start.length + reply.body().length())
                .put(start)
                .put(reply.body().toBuffer())
                .flip();
    }
}
