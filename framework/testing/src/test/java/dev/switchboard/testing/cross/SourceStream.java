package dev.switchboard.testing.cross;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The bytes of a stream as a server sends them: events between fillers, lines ended in one of the two ways. */
final class SourceStream {
    private final Pieces pieces;
    private final String end;
    private final boolean named;
    private final boolean fillers;
    private final StringBuilder out = new StringBuilder();
    private int completeAt;

    private SourceStream(Pieces pieces, boolean named) {
        this.pieces = pieces;
        this.named = named;
        end = pieces.rarely(2) ? "\r\n" : "\n";
        fillers = pieces.rarely(3);
    }

    /** One way to say a reply in a format, of the many there are. */
    static SourceStream of(ChatFormat format, Said said, Pieces pieces) {
        SourceStream stream = new SourceStream(pieces, format == ChatFormat.RESPONSES || format == ChatFormat.MESSAGES);
        switch (format) {
            case CHAT -> new ChatSource(stream, pieces).write(said);
            case RESPONSES -> new ResponsesSource(stream, pieces).write(said);
            case MESSAGES -> new MessagesSource(stream, pieces).write(said);
            case GEMINI -> new GeminiSource(stream, pieces).write(said);
        }
        return stream;
    }

    /** An event whose data is an object. @param type its name, in formats that have names */
    void event(String type, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object();
        if (named) {
            json.string("type", type);
        }
        members.accept(json);
        event(type, json.endObject().text().text());
    }

    void event(String type, String data) {
        if (fillers && pieces.rarely(4)) {
            filler();
        }
        if (named) {
            out.append("event: ").append(type).append(end);
        }
        out.append(pieces.rarely(9) ? "data:" : "data: ")
                .append(data)
                .append(end)
                .append(end);
    }

    private void filler() {
        switch (pieces.choose(3)) {
            case 0 -> out.append(": keep-alive").append(end).append(end);
            case 1 -> out.append(end);
            default -> {
                if (named) {
                    out.append("event: ping")
                            .append(end)
                            .append("data: {\"type\": \"ping\"}")
                            .append(end)
                            .append(end);
                }
            }
        }
    }

    /** Notes that the event before is the last one without which the reply would not be whole. */
    void complete() {
        completeAt = out.toString().stripTrailing().getBytes(StandardCharsets.UTF_8).length;
    }

    /** How many bytes at least make the reply whole. */
    int completeAt() {
        return completeAt;
    }

    Bytes bytes() {
        return Bytes.utf8(out.toString());
    }

    /** The bytes, cut anywhere. */
    List<Bytes> chunks() {
        Bytes all = bytes();
        List<Bytes> chunks = new ArrayList<>();
        int most = 1 + pieces.choose(pieces.rarely(3) ? 4 : 200);
        for (int from = 0; from < all.length(); ) {
            int to = Math.min(all.length(), from + 1 + pieces.choose(most));
            chunks.add(all.slice(from, to));
            from = to;
        }
        return chunks;
    }
}
