package dev.switchboard.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the {@link Upstream} says, complete with HTTP/1.1 around it. */
final class UpstreamTexts {
    private static final String USAGE = "{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}";
    private static final String CHUNK = "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1,\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":";

    private UpstreamTexts() {}

    /** A completion with a body of {@code size} bytes, or as short as possible if that is more. */
    static ByteBuffer completion(int size) {
        String head = "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"bench\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
        String tail = "\"},\"finish_reason\":\"stop\"}],\"usage\":" + USAGE + "}";
        String body = head + Text.ofLength(Math.max(1, size - head.length() - tail.length())) + tail;
        return MessageParser.ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    /** nginx passes a stream on as it comes when the upstream says so. */
    static ByteBuffer streamHead() {
        return MessageParser.ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Accel-Buffering: no\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");
    }

    static ByteBuffer event() {
        return chunked(CHUNK + "{\"content\":\"" + mark() + "\"},\"finish_reason\":null}]}\n\n");
    }

    static ByteBuffer lastEvents() {
        String text = CHUNK + "{\"content\":\"" + mark() + "\"},\"finish_reason\":\"stop\"}],\"usage\":" + USAGE
                + "}\n\ndata: [DONE]\n\n";
        return MessageParser.ascii(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n");
    }

    private static ByteBuffer chunked(String text) {
        String framed = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        return ByteBuffer.wrap(framed.getBytes(StandardCharsets.US_ASCII));
    }

    /** Stands in the text, which is all that is in every format. */
    private static String mark() {
        return StreamDelays.MARK + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + " ";
    }
}
