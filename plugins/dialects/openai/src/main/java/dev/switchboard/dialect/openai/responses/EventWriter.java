package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import java.util.function.Consumer;

/** Frames and numbers the events of one stream. */
final class EventWriter {
    private final StringBuilder out = new StringBuilder();
    private int sequence;
    private int relayed;

    /** Adds an event. @param members what it says beside its type and number */
    void event(String type, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object().string("type", type).integer("sequence_number", sequence++);
        members.accept(json);
        String data = json.endObject().text().text();
        out.append("event: ")
                .append(type)
                .append("\ndata: ")
                .append(inOneLine(data))
                .append("\n\n");
    }

    /** Counts an event that was written elsewhere, so that numbers go on rising after it. */
    void relayed() {
        sequence = Math.max(sequence, ++relayed);
    }

    /** Line breaks stood between the tokens of JSON that came from elsewhere; here they would cut it. */
    private static String inOneLine(String data) {
        return data.indexOf('\n') < 0 && data.indexOf('\r') < 0
                ? data
                : data.replace('\n', ' ').replace('\r', ' ');
    }

    /** The events since the last time. */
    Bytes take() {
        Bytes bytes = Bytes.utf8(out.toString());
        out.setLength(0);
        return bytes;
    }
}
