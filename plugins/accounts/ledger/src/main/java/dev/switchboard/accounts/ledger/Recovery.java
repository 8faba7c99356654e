package dev.switchboard.accounts.ledger;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a crash left in a directory: whole frames, perhaps a torn end, frames that were not in a segment yet, attempts that began and
 * were never heard of again. Looks at every frame once and cuts the torn end off.
 *
 * @param start   the offset of the first frame
 * @param end     the offset behind the last whole frame in a segment
 * @param staged  what comes behind it
 * @param begun   what to believe of attempts that did not end, by id
 * @param cut     how many bytes were cut off
 * @param skipped how many bytes in the middle cannot be read, such as after a fault of the disk
 */
record Recovery(long start, long end, List<Stage.Staged> staged, Map<String, Bytes> begun, long cut, long skipped) {

    static Recovery of(Path directory) throws IOException {
        List<Segment> segments = Segment.list(directory);
        Map<String, Bytes> begun = new LinkedHashMap<>();
        long end = segments.isEmpty() ? 0 : segments.getFirst().start();
        long cut = 0;
        long skipped = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            long limit = segment.start() + segment.size();
            end = segment.read(segment.start(), limit, (frame, _) -> {
                note(frame, begun);
                return true;
            });
            if (end < limit && i == segments.size() - 1) {
                cut = limit - end;
                segment.truncate(end);
            } else {
                skipped += limit - end;
            }
        }
        List<Stage.Staged> staged = new ArrayList<>();
        for (Stage.Staged each : Stage.left(directory)) {
            if (each.offset() >= end) {
                staged.add(each);
                note(each.frame(), begun);
            }
        }
        long start = segments.isEmpty() ? end : segments.getFirst().start();
        return new Recovery(start, end, staged, begun, cut, skipped);
    }

    /** Writes what is in no segment yet, and attempts that never ended as what their beginning said. */
    void finish(LogWriter writer) throws IOException {
        for (Stage.Staged each : staged) {
            writer.skipTo(each.offset());
            append(writer, each.frame());
        }
        for (Bytes presumed : begun.values()) {
            append(writer, new Frame(Frame.ENDED, presumed));
        }
    }

    private static void append(LogWriter writer, Frame frame) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(frame.size());
        frame.writeTo(bytes);
        writer.append(bytes.array());
    }

    private static void note(Frame frame, Map<String, Bytes> begun) {
        String id = JsonValue.read(frame.payload())
                .flatMap(json -> json.string("id"))
                .orElse("");
        if (frame.kind() == Frame.BEGUN) {
            begun.put(id, frame.payload());
        } else {
            begun.remove(id);
        }
    }
}
