package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One element of {@code tool_calls}, whole or a fragment.
 *
 * @param id     empty if this fragment does not say
 * @param name   empty if this fragment does not say
 * @param input  the arguments, or more of them
 * @param kind   function unless it says custom
 * @param signature Gemini's, that it must come back with
 * @param extras what else it says
 */
record ToolCall(
        String id,
        String name,
        String input,
        Block.ToolUse.Kind kind,
        Optional<Signature> signature,
        Map<String, JsonText> extras) {
    /** Those of a message or delta; a {@code function_call}, as before tools, is the only one. */
    static List<JsonValue> in(JsonValue message) {
        JsonValue old = message.get("function_call");
        boolean called =
                old.filled("name").isPresent() || old.filled("arguments").isPresent();
        return called
                ? List.of(JsonValue.of(new JsonWriter()
                        .object()
                        .raw("function", old.text())
                        .endObject()
                        .text()))
                : message.get("tool_calls").elements();
    }

    static ToolCall of(JsonValue call) {
        boolean custom = call.get("custom").filled("name").isPresent();
        JsonValue body = call.get(custom ? "custom" : "function");
        Map<String, JsonText> extras = Unread.of(call, Set.of("id", "type", "index", "function", "custom"));
        ThoughtSignature.takeFrom(extras, call);
        return new ToolCall(
                call.filled("id").orElse(""),
                body.filled("name").orElse(""),
                input(body.get(custom ? "input" : "arguments")),
                custom ? Block.ToolUse.Kind.CUSTOM : Block.ToolUse.Kind.FUNCTION,
                ThoughtSignature.in(call),
                extras);
    }

    /** A text, as it should be; some servers write the arguments as JSON. */
    private static String input(JsonValue input) {
        return input.isObject() ? input.text().text() : input.string().orElse("");
    }

    /** The block, under a name of our own making if the server gave none. */
    Block.ToolUse block(int choice, int position) {
        String known = id.isEmpty() ? "call_" + choice + "_" + position : id;
        Annotations plain = OwnExtras.annotations(extras);
        return new Block.ToolUse(
                known, name, input, kind, signature.map(plain::withSignature).orElse(plain));
    }
}
