package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/**
 * What a reply, or each event of one, says beside its candidates.
 *
 * @param json the whole object
 */
record Envelope(JsonValue json) {
    private static final Set<String> KNOWN = Set.of("candidates", "usageMetadata", "modelVersion", "responseId");

    String id() {
        return json.string("responseId").orElse("");
    }

    String model() {
        return json.string("modelVersion").orElse("");
    }

    /** Only Vertex AI says it. */
    Instant created() {
        try {
            return json.filled("createTime").map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    Extras extras() {
        return Members.extras(json, KNOWN);
    }
}
