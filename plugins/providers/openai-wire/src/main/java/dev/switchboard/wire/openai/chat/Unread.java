package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the canonical form does not know of an object: its members other than the known ones, if they say anything. */
final class Unread {
    /** Of a reply or chunk. {@code obfuscation} and {@code p} are padding against eavesdroppers. */
    static final Set<String> ENVELOPE =
            Set.of("id", "object", "model", "created", "choices", "usage", "obfuscation", "p", "error");

    /** Of a choice. {@code message} in a chunk repeats what the deltas said, as {@code text} does in a chat chunk. */
    private static final Set<String> CHOICE =
            Set.of("index", "message", "delta", "finish_reason", "text", Probabilities.MEMBER);

    /** Of a message or delta. {@code token_id} (Together) and {@code channel} (Groq) repeat what text and reasoning say. */
    private static final Set<String> MESSAGE = Set.of(
            "role",
            "content",
            "refusal",
            "tool_calls",
            "function_call",
            "reasoning_content",
            "reasoning",
            "reasoning_details",
            "thinking_blocks",
            "annotations",
            "images",
            "token_id",
            "channel");

    private Unread() {}

    static Map<String, JsonText> ofChoice(JsonValue choice) {
        Map<String, JsonText> extras = of(choice, CHOICE);
        JsonValue logprobs = choice.get(Probabilities.MEMBER);
        if (!Probabilities.isCanonical(logprobs)) {
            extras.put(Probabilities.MEMBER, logprobs.text());
        }
        return extras;
    }

    static Map<String, JsonText> ofMessage(JsonValue message) {
        Map<String, JsonText> extras = of(message, MESSAGE);
        ThoughtSignature.takeFrom(extras, message);
        return extras;
    }

    static Map<String, JsonText> of(JsonValue object, Set<String> known) {
        Map<String, JsonText> extras = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            if (!known.contains(name) && !value.isBlank()) {
                extras.put(name, value.text());
            }
        });
        return extras;
    }
}
