package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What whole replies and the first event of streamed ones have in common. */
final class Envelope {
    /** Members this dialect writes itself, and {@code error}, which a good reply must not have. */
    private static final Set<String> OWN =
            Set.of("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage", "error");

    private Envelope() {}

    /** Everything before the content. */
    static void writeHead(JsonWriter json, String id, String model) {
        json.string("id", id.isEmpty() ? "msg_" + UUID.randomUUID().toString().replace("-", "") : id)
                .string("type", "message")
                .string("role", "assistant")
                .string("model", model);
    }

    /** What only this format knows of the envelope. */
    static Map<String, JsonText> extras(Extras extras) {
        Map<String, JsonText> own = new LinkedHashMap<>(extras.in(Wire.ANTHROPIC_MESSAGES));
        own.keySet().removeAll(OWN);
        return own;
    }
}
