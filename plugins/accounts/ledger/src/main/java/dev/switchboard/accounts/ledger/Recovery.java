package dev.switchboard.accounts.ledger;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a crash left in a directory: whole frames, perhaps a torn end, attempts that began and were never heard of again. Looks
 * at every frame once and cuts the torn end off.
 *
 * @param segments the files, in order
 * @param end      the offset behind the last whole frame
 * @param begun    what to believe of attempts that did not end, by id
 * @param cut      how many bytes were cut off
 * @param skipped  how many bytes in the middle cannot be read, such as after a fault of the disk
 */
record Recovery(List<Segment> segments, long end, Map<String, Bytes> begun, long cut, long skipped) {

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
        return new Recovery(new ArrayList<>(segments), end, begun, cut, skipped);
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
