package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Map;
import java.util.Optional;

/** Gemini's thought signature, as its OpenAI-compatible server hangs it on tool calls and messages. */
final class ThoughtSignature {
    /** The wire family of the maker. */
    static final String FAMILY = "gemini";

    static final String MEMBER = "extra_content";

    private ThoughtSignature() {}

    /** The signature of a tool call, message or delta. */
    static Optional<Signature> in(JsonValue carrier) {
        return carrier.get(MEMBER).get("google").filled("thought_signature").map(value -> new Signature(FAMILY, value));
    }

    /** Takes the member out of the extras of its carrier, where it says nothing else. */
    static void takeFrom(Map<String, JsonText> extras, JsonValue carrier) {
        JsonValue content = carrier.get(MEMBER);
        boolean only =
                content.members().size() == 1 && content.get("google").members().size() == 1;
        if (only && in(carrier).isPresent()) {
            extras.remove(MEMBER);
        }
    }

    static void write(Signature signature, JsonWriter out) {
        out.object(MEMBER).object("google").string("thought_signature", signature.value());
        out.endObject().endObject();
    }
}
