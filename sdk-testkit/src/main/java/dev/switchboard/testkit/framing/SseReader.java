package dev.switchboard.testkit.framing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Server-sent events as section 9.2 of WHATWG HTML has them. */
final class SseReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Bytes body;
    private final List<UpstreamEvent> events = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private String name = "";
    private int position;
    private int eventStart;

    SseReader(Bytes body) {
        this.body = body;
    }

    List<UpstreamEvent> events() {
        if (body.startsWith(BYTE_ORDER_MARK)) {
            position = BYTE_ORDER_MARK.length;
        }
        while (position < body.length()) {
            String line = line();
            if (line.isEmpty()) {
                finish();
            } else {
                field(line);
            }
        }
        if (eventStart < body.length()) {
            finish();
        }
        return events;
    }

    private String line() {
        int start = position;
        while (position < body.length() && body.at(position) != '\n' && body.at(position) != '\r') {
            position++;
        }
        String line = body.slice(start, position).utf8();
        boolean pair = position + 1 < body.length() && body.at(position) == '\r' && body.at(position + 1) == '\n';
        position = Math.min(body.length(), position + (pair ? 2 : 1));
        return line;
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        String trimmed = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "data" -> data.add(trimmed);
            case "event" -> name = trimmed;
            default -> {
                // A comment, an id, a retry time, or a field to be ignored.
            }
        }
    }

    private void finish() {
        Bytes raw = body.slice(eventStart, position);
        events.add(new UpstreamEvent(raw, name, Bytes.utf8(String.join("\n", data)), Map.of()));
        eventStart = position;
        data.clear();
        name = "";
    }
}
