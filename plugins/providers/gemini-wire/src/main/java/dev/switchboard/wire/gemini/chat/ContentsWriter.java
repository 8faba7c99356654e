package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the conversation. The results of one turn's calls stand in one content, without anything else, as Gemini demands;
 * what the operator says in the middle becomes the user's, since there is no role for it.
 */
final class ContentsWriter {
    private final PartWriter parts;
    private final Changes changes;
    private final JsonWriter out;
    private final Map<String, String> toolNames = new HashMap<>();
    private final List<Block.ToolResult> results = new ArrayList<>();

    ContentsWriter(PartWriter parts, Changes changes, JsonWriter out) {
        this.parts = parts;
        this.changes = changes;
        this.out = out;
    }

    /** Writes the messages from an index on. */
    void write(List<Message> messages, int from) {
        out.array("contents");
        for (int i = from; i < messages.size(); i++) {
            message(messages.get(i), "messages[" + i + "]");
        }
        flushResults();
        out.endArray();
    }

    private void message(Message message, String path) {
        List<Block> rest = new ArrayList<>();
        for (Block block : message.content()) {
            if (block instanceof Block.ToolResult result) {
                results.add(result);
            } else {
                rest.add(block);
            }
        }
        boolean onlyResults = rest.isEmpty() && !message.content().isEmpty();
        if (onlyResults) {
            return;
        }
        flushResults();
        if (message.role() == Role.ASSISTANT) {
            model(rest, message.annotations(), path);
        } else {
            if (message.role() != Role.USER && message.role() != Role.TOOL) {
                changes.changed(path + ".role", "the format has no such role here; it became the user's");
            }
            content("user", message.annotations(), () -> rest.forEach(parts::write));
        }
    }

    private void model(List<Block> blocks, Annotations annotations, String path) {
        for (Block block : blocks) {
            if (block instanceof Block.ToolUse use) {
                toolNames.put(use.id(), use.name());
            }
        }
        List<Block> kept = parts.returnable(blocks, path);
        if (!kept.isEmpty()) {
            content("model", annotations, () -> parts.model(kept));
        }
    }

    private void flushResults() {
        if (results.isEmpty()) {
            return;
        }
        content(
                "user",
                Annotations.NONE,
                () -> results.forEach(result -> parts.result(result, toolName(result.toolUseId()))));
        results.clear();
    }

    private String toolName(String id) {
        String name = toolNames.get(id);
        if (name == null) {
            changes.changed(
                    "tool result " + id, "no call of that id stands before it; the id became the function's name");
        }
        return name == null ? id : name;
    }

    private void content(String role, Annotations annotations, Runnable write) {
        out.object().string("role", role).array("parts");
        write.run();
        out.endArray().raw(annotations.extras().in(Wire.GEMINI_GENERATE)).endObject();
    }
}
