package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.wire.gemini.GeminiWire;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of one reply. Calls that come without an id get one made of the reply's and their number in it. */
final class PartReader {
    private static final Set<String> KNOWN =
            Set.of("text", "thought", "thoughtSignature", "functionCall", "inlineData", "fileData");

    private final String replyId;
    private int calls;

    PartReader(String replyId) {
        this.replyId = replyId;
    }

    Block read(JsonValue part) {
        if (part.get("functionCall").isObject()) {
            return call(part);
        } else if (part.get("inlineData").isObject()) {
            JsonValue data = part.get("inlineData");
            String type = data.string("mimeType").orElse("");
            return media(new Media.Inline(type, data.string("data").orElse("")), type, part);
        } else if (part.get("fileData").isObject()) {
            JsonValue file = part.get("fileData");
            Optional<String> type = file.filled("mimeType");
            return media(new Media.Remote(file.string("fileUri").orElse(""), type), type.orElse(""), part);
        } else if (part.get("text").isString() || isSignatureOnly(part)) {
            return text(part);
        }
        return new Block.Foreign(GeminiWire.FAMILY, part.text(), Annotations.NONE);
    }

    private static boolean isSignatureOnly(JsonValue part) {
        return part.get("thoughtSignature").isString()
                && KNOWN.containsAll(part.members().keySet());
    }

    static boolean isThought(JsonValue part) {
        return part.bool("thought").orElse(false);
    }

    static Optional<Signature> signature(JsonValue part) {
        return part.filled("thoughtSignature").map(value -> new Signature(GeminiWire.FAMILY, value));
    }

    private static Block text(JsonValue part) {
        return isThought(part)
                ? new Block.Thinking(part.string("text").orElse(""), signature(part), Annotations.of(extras(part)))
                : new Block.Text(part.jsonString("text").orElse(JsonString.EMPTY), List.of(), annotations(part));
    }

    private Block.ToolUse call(JsonValue part) {
        JsonValue call = part.get("functionCall");
        JsonValue args = call.get("args");
        return new Block.ToolUse(
                id(call),
                call.string("name").orElse(""),
                args.isObject() ? args.text().text() : "",
                Block.ToolUse.Kind.FUNCTION,
                annotations(part));
    }

    private String id(JsonValue call) {
        int number = calls++;
        return call.filled("id").orElseGet(() -> "call_" + replyId + "_" + number);
    }

    private static Block media(Media media, String type, JsonValue part) {
        Annotations annotations = annotations(part);
        if (type.startsWith("image/")) {
            return new Block.Image(media, Optional.empty(), annotations);
        } else if (type.startsWith("audio/")) {
            return new Block.Audio(media, Optional.empty(), annotations);
        }
        return type.startsWith("video/")
                ? new Block.Video(media, annotations)
                : new Block.Document(media, Optional.empty(), annotations);
    }

    private static Extras extras(JsonValue part) {
        return Members.extras(part, KNOWN);
    }

    private static Annotations annotations(JsonValue part) {
        Annotations plain = Annotations.of(extras(part));
        return signature(part).map(plain::withSignature).orElse(plain);
    }
}
