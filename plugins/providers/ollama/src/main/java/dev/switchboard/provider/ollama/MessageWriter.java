package dev.switchboard.provider.ollama;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes messages. Content is one text with pictures beside it, results of tools are messages of their own that name the tool,
 * and arguments of tools are objects.
 */
final class MessageWriter {
    private static final String SIGNED = "reasoning that another provider signed or encrypted";

    private final JsonWriter json;
    private final Changes changes;
    /** The tools' names by the ids of their uses. */
    private final Map<String, String> tools = new HashMap<>();
    /** Pictures in results of tools; a message of the user follows the last result. */
    private final List<Block> shown = new ArrayList<>();

    MessageWriter(JsonWriter json, Changes changes) {
        this.json = json;
        this.changes = changes;
    }

    void write(List<Message> messages) {
        json.array("messages");
        for (Message message : messages) {
            List<Block> others = new ArrayList<>();
            for (Block block : message.content()) {
                if (block instanceof Block.ToolResult result) {
                    writeResult(result);
                } else {
                    others.add(block);
                }
            }
            if (!others.isEmpty() || message.content().isEmpty()) {
                writeShown();
                write(role(message.role()), others);
            }
        }
        writeShown();
        json.endArray();
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    /** An error that a tool reported has no place of its own: its text says it. */
    private void writeResult(Block.ToolResult result) {
        List<Block> pictures =
                result.content().stream().filter(Block.Image.class::isInstance).toList();
        String text = text(result.content());
        String stand = pictures.isEmpty() ? (result.failed() ? "error" : "") : "see the next message";
        json.object()
                .string("role", "tool")
                .string("content", text.isEmpty() ? stand : text)
                .string("tool_name", tools.getOrDefault(result.toolUseId(), result.toolUseId()))
                .endObject();
        shown.addAll(pictures);
    }

    private void writeShown() {
        if (!shown.isEmpty()) {
            write("user", List.copyOf(shown));
            shown.clear();
        }
    }

    private void write(String role, List<Block> blocks) {
        json.object().string("role", role).string("content", text(blocks));
        List<String> pictures = new ArrayList<>();
        List<String> thoughts = new ArrayList<>();
        List<Block.ToolUse> uses = new ArrayList<>();
        for (Block block : blocks) {
            switch (block) {
                case Block.Image image -> pictures.add(base64(image.media()));
                case Block.Thinking thought when thought.signature().isEmpty() -> thoughts.add(thought.text());
                case Block.Thinking ignored -> changes.dropped("messages", SIGNED);
                case Block.RedactedThinking ignored -> changes.dropped("messages", SIGNED);
                case Block.ToolUse use -> uses.add(use);
                default -> {}
            }
        }
        if (!thoughts.isEmpty()) {
            json.string("thinking", String.join("\n", thoughts));
        }
        if (!pictures.isEmpty()) {
            json.strings("images", pictures);
        }
        if (!uses.isEmpty()) {
            json.array("tool_calls");
            uses.forEach(this::writeUse);
            json.endArray();
        }
        json.endObject();
    }

    private void writeUse(Block.ToolUse use) {
        tools.put(use.id(), use.name());
        json.object()
                .object("function")
                .string("name", use.name())
                .raw("arguments", arguments(use))
                .endObject()
                .endObject();
    }

    private static JsonText arguments(Block.ToolUse use) {
        if (use.input().isBlank()) {
            return new JsonText("{}");
        }
        return JsonValue.read(Bytes.utf8(use.input()))
                .filter(JsonValue::isObject)
                .map(JsonValue::text)
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.INVALID_REQUEST,
                        "messages: the arguments of the call " + use.id()
                                + " are no object (expected: a JSON object)"));
    }

    private static String text(List<Block> blocks) {
        List<String> texts = new ArrayList<>();
        for (Block block : blocks) {
            switch (block) {
                case Block.Text text -> texts.add(text.text());
                case Block.Refusal refusal -> texts.add(refusal.text());
                case Block.Image ignored -> {}
                case Block.Thinking ignored -> {}
                case Block.RedactedThinking ignored -> {}
                case Block.ToolUse ignored -> {}
                default -> throw RequestWriter.unsupported("content of that kind in messages");
            }
        }
        return String.join("\n", texts);
    }

    private static String base64(Media media) {
        return switch (media) {
            case Media.Inline inline -> inline.base64();
            case Media.Upload upload -> upload.toInline().base64();
            default -> throw RequestWriter.unsupported("a picture that is elsewhere");
        };
    }
}
