package dev.switchboard.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the heads of replies as they stand on the wire. */
final class HeadRenderer {
    static final byte[] LINE_END = ascii("\r\n");
    static final byte[] CONNECTION_CLOSE = ascii("connection: close\r\n");

    private HeadRenderer() {}

    /** Status line and headers; the empty line that ends them is left to the writer, who may add to them. */
    static byte[] render(int status, List<Header> headers) {
        StringBuilder head = new StringBuilder(128);
        head.append("HTTP/1.1 ").append(status).append(" \r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return ascii(head.toString());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
