package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.nio.charset.StandardCharsets;

/** What tells events of a stream apart before anyone looks into them. */
public final class StreamMarks {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private StreamMarks() {}

    /** Whether an event's data is the end mark {@code [DONE]}. */
    public static boolean isEnd(Bytes data) {
        return data.startsWith(DONE);
    }

    /** Whether the event calls itself an error. */
    public static boolean isError(UpstreamEvent event) {
        return event.name().equals("error");
    }
}
