package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.nio.charset.StandardCharsets;

/** What a streamed event calls itself. */
final class EventType {
    static final String COMPLETED = "response.completed";
    static final String INCOMPLETE = "response.incomplete";
    static final String FAILED = "response.failed";
    static final String ERROR = "error";

    private static final byte[] FIRST_MEMBER = "{\"type\":\"".getBytes(StandardCharsets.US_ASCII);

    private EventType() {}

    /**
     * Its name on the wire; servers that send none (OpenRouter) have it in the member {@code type}. An event that has neither
     * but an error is one. Empty otherwise.
     */
    static String of(UpstreamEvent event) {
        if (!event.name().isEmpty() && !event.name().equals("message")) {
            return event.name();
        }
        Bytes data = event.data();
        return data.startsWith(FIRST_MEMBER) ? firstMember(data) : member(data);
    }

    /** Names of events have no escapes. */
    private static String firstMember(Bytes data) {
        int end = FIRST_MEMBER.length;
        while (end < data.length() && data.at(end) != '"') {
            end++;
        }
        return data.slice(FIRST_MEMBER.length, end).utf8();
    }

    private static String member(Bytes data) {
        if (data.isEmpty() || data.at(0) != '{') {
            return "";
        }
        try {
            JsonDocument event = JsonDocument.parse(data);
            return event.string("type").orElseGet(() -> event.object("error").isPresent() ? ERROR : "");
        } catch (JsonSyntaxException e) {
            return "";
        }
    }
}
