package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One element of {@code reasoning_details}, which OpenRouter and others want back as it came. What a person can read of it is the
 * text of the block; all else, with the text's place left empty, is its signature.
 */
final class ReasoningDetail {
    /** Whose signatures these are. */
    static final String FAMILY = "openrouter";

    private ReasoningDetail() {}

    /** The block of an element, whole or of a delta. */
    static Block block(JsonValue detail) {
        Optional<String> text = textMember(detail);
        if (text.isEmpty()) {
            return new Block.RedactedThinking(signature(detail.text()), Annotations.NONE);
        }
        Map<String, JsonText> shell = members(detail);
        shell.put(text.get(), JsonText.string(""));
        return new Block.Thinking(
                detail.string(text.get()).orElse(""), Optional.of(signature(object(shell))), Annotations.NONE);
    }

    /** The element of a block that {@link #block} made. */
    static JsonText of(Block block) {
        if (block instanceof Block.Thinking thinking) {
            JsonValue shell = JsonValue.of(
                    new JsonText(thinking.signature().map(Signature::value).orElse("{}")));
            Map<String, JsonText> members = members(shell);
            textMember(shell).ifPresent(name -> members.put(name, JsonText.string(thinking.text())));
            return object(members);
        }
        return new JsonText(((Block.RedactedThinking) block).data().value());
    }

    /** Whether two signatures belong to fragments of one element. */
    static boolean isContinued(Signature earlier, Signature later) {
        JsonValue first = shell(earlier);
        JsonValue next = shell(later);
        return first.get("type").equals(next.get("type")) && first.get("index").equals(next.get("index"));
    }

    /** The signature of an element of which two fragments are known. */
    static Signature joined(Signature earlier, Signature later) {
        Map<String, JsonText> members = members(shell(earlier));
        members(shell(later)).forEach((name, value) -> {
            if (!value.isNull()) {
                members.put(name, value);
            }
        });
        return signature(object(members));
    }

    private static JsonValue shell(Signature signature) {
        return JsonValue.of(new JsonText(signature.value()));
    }

    /** The member that holds readable text. */
    private static Optional<String> textMember(JsonValue detail) {
        return switch (detail.string("type").orElse("")) {
            case "reasoning.text" -> Optional.of("text");
            case "reasoning.summary" -> Optional.of("summary");
            default -> Optional.empty();
        };
    }

    private static Map<String, JsonText> members(JsonValue object) {
        Map<String, JsonText> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> members.put(name, value.text()));
        return members;
    }

    private static JsonText object(Map<String, JsonText> members) {
        return new JsonWriter().object().raw(members).endObject().text();
    }

    private static Signature signature(JsonText json) {
        return new Signature(FAMILY, json.text());
    }
}
