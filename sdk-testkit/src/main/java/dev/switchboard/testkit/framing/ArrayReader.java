package dev.switchboard.testkit.framing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects of one JSON array. What stands between two of them belongs to the raw bytes of the second. */
final class ArrayReader {
    private final Bytes body;
    private int position;

    ArrayReader(Bytes body) {
        this.body = body;
    }

    List<UpstreamEvent> events() {
        List<UpstreamEvent> events = new ArrayList<>();
        int rawStart = 0;
        while (skipTo('{')) {
            int start = position;
            skipObject();
            events.add(new UpstreamEvent(body.slice(rawStart, position), "", body.slice(start, position), Map.of()));
            rawStart = position;
        }
        if (rawStart < body.length()) {
            events.add(new UpstreamEvent(body.slice(rawStart, body.length()), "", Bytes.empty(), Map.of()));
        }
        return events;
    }

    private boolean skipTo(char wanted) {
        while (position < body.length() && body.at(position) != wanted) {
            if ("[], \t\r\n".indexOf(body.at(position)) < 0) {
                throw new IllegalArgumentException("byte " + position + ": expected an array of objects");
            }
            position++;
        }
        return position < body.length();
    }

    private void skipObject() {
        int depth = 0;
        boolean quoted = false;
        do {
            if (position == body.length()) {
                throw new IllegalArgumentException("byte " + position + ": expected the end of an object");
            }
            byte next = body.at(position++);
            if (quoted && next == '\\') {
                position++;
            } else if (next == '"') {
                quoted = !quoted;
            } else if (!quoted && (next == '{' || next == '[')) {
                depth++;
            } else if (!quoted && (next == '}' || next == ']')) {
                depth--;
            }
        } while (depth > 0);
    }
}
