package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the deltas of one choice, each in a chunk of its own; the first has the role. */
final class DeltaWriter {
    private final ChunkWriter chunks;
    private final int choice;
    private boolean refused;
    private boolean begun;

    DeltaWriter(ChunkWriter chunks, int choice) {
        this.chunks = chunks;
        this.choice = choice;
    }

    /** Whether a delta has been written. */
    boolean begun() {
        return begun;
    }

    /** What comes is a refusal. */
    void refuse() {
        refused = true;
    }

    /** An empty text is only worth a chunk when it is the first, which shows the client that the reply has begun. */
    Bytes text(String member, String text) {
        return begun && text.isEmpty() ? Bytes.empty() : delta(json -> json.string(member, text));
    }

    /** The beginning of a block, and what hangs on it. */
    Bytes text(String member, String text, Block block) {
        Map<String, JsonText> extras = OwnExtras.in(block.annotations().extras());
        if (extras.isEmpty()) {
            return text(member, text);
        }
        return delta(json -> {
            json.string(member, text);
            OwnExtras.write(json, extras, MessageWriter.OWN);
        });
    }

    /** Members of a delta that have no canonical form. */
    Bytes foreign(JsonText members) {
        JsonDocument document = JsonDocument.parse(members.bytes());
        Map<String, JsonText> extras = JsonObject.of(document).unread();
        return delta(json -> OwnExtras.write(json, extras, MessageWriter.OWN));
    }

    Bytes list(String member, Consumer<JsonWriter> elements) {
        return delta(json -> {
            json.array(member);
            elements.accept(json);
            json.endArray();
        });
    }

    Bytes delta(Consumer<JsonWriter> members) {
        return chunk(members, List.of(), Optional.empty());
    }

    Bytes chunk(Consumer<JsonWriter> members, List<TokenProbability> probabilities, Optional<String> finishReason) {
        JsonWriter json = new JsonWriter().object().integer("index", choice).object("delta");
        if (!begun) {
            json.string("role", "assistant");
        }
        members.accept(json);
        json.endObject();
        ProbabilityWriter.write(json, probabilities, refused);
        begun = true;
        return chunks.chunk(json.stringOrNull("finish_reason", finishReason).endObject());
    }
}
