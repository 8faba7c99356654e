package dev.switchboard.testkit.framing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One JSON value a line; an empty line is an event without data. */
final class LineReader {
    private LineReader() {}

    static List<UpstreamEvent> events(Bytes body) {
        List<UpstreamEvent> events = new ArrayList<>();
        int start = 0;
        while (start < body.length()) {
            int lineFeed = body.indexOf(new byte[] {'\n'}, start);
            int end = lineFeed < 0 ? body.length() : lineFeed + 1;
            Bytes raw = body.slice(start, end);
            events.add(new UpstreamEvent(raw, "", Bytes.utf8(raw.utf8().strip()), Map.of()));
            start = end;
        }
        return events;
    }
}
