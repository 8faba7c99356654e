package dev.switchboard.http.upstream;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Frames of {@code application/vnd.amazon.eventstream}: total length, length of the headers, checksum of both, headers,
 * payload, checksum of all. The name is the event type, else the exception type, else the error code.
 */
final class AwsEventStreamDecoder extends EventDecoder {
    private static final String FRAMING = "an AWS event stream";
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;

    private final int limit;
    /** The length of the frame, 0 until its prelude is there. */
    private int length;

    AwsEventStreamDecoder(int limit) {
        super(limit);
        this.limit = limit;
    }

    @Override
    @Nullable
    UpstreamEvent scan() {
        if (length == 0 && available() >= PRELUDE) {
            length = checkedLength(slice(0, PRELUDE).toBuffer());
        }
        if (length == 0 || available() < length) {
            return null;
        }
        UpstreamEvent event = frame(length);
        length = 0;
        return event;
    }

    @Override
    @Nullable
    UpstreamEvent rest() {
        if (available() > 0) {
            throw Failures.cutEvent(FRAMING);
        }
        return null;
    }

    private int checkedLength(ByteBuffer prelude) {
        check("prelude", PRELUDE - CHECKSUM);
        int total = prelude.getInt(0);
        int headers = prelude.getInt(4);
        if (total < 0 || total > limit) {
            throw Failures.eventTooLarge(limit);
        }
        if (headers < 0 || headers > total - PRELUDE - CHECKSUM) {
            throw Failures.malformedEvent(
                    FRAMING, "a frame of " + total + " bytes with " + headers + " bytes of headers");
        }
        return total;
    }

    private UpstreamEvent frame(int total) {
        check("frame", total - CHECKSUM);
        int payload = PRELUDE + slice(4, 8).toBuffer().getInt();
        Map<String, String> headers = AwsHeaders.read(slice(PRELUDE, payload));
        String name = headers.getOrDefault(
                ":event-type", headers.getOrDefault(":exception-type", headers.getOrDefault(":error-code", "")));
        return take(total, name, slice(payload, total - CHECKSUM), headers);
    }

    /** Compares the checksum that stands behind the first bytes with theirs. */
    private void check(String what, int count) {
        Bytes covered = slice(0, count);
        CRC32 crc = new CRC32();
        crc.update(covered.array(), covered.offset(), covered.length());
        if ((int) crc.getValue() != slice(count, count + CHECKSUM).toBuffer().getInt()) {
            throw Failures.malformedEvent(FRAMING, "wrong checksum of a " + what);
        }
    }
}
