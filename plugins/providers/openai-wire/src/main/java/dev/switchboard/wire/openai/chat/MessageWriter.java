package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Quirks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes messages. Each tool result becomes a message of its own, before what else its message says. Reasoning goes back only
 * to servers that want it back.
 */
final class MessageWriter {
    private final Quirks quirks;
    private final JsonWriter out;
    private final PartWriter parts;
    private final ReasoningWriter reasoning;
    private final List<Block> media = new ArrayList<>();

    MessageWriter(Quirks quirks, JsonWriter out, Changes changes) {
        this.quirks = quirks;
        this.out = out;
        parts = new PartWriter(quirks, out);
        reasoning = new ReasoningWriter(quirks, out, changes);
    }

    void write(List<Message> messages) {
        messages.forEach(this::write);
        media();
    }

    private void write(Message message) {
        List<Block> rest = new ArrayList<>();
        boolean results = false;
        for (Block block : message.content()) {
            if (block instanceof Block.ToolResult result) {
                toolResult(result);
                results = true;
            } else {
                rest.add(block);
            }
        }
        if (!rest.isEmpty() || !results) {
            media();
            message(message, rest);
        }
    }

    /** What tools answered beside text, which results cannot hold: it follows the last of them as a word of the user's. */
    private void media() {
        if (!media.isEmpty()) {
            out.object().string("role", "user");
            parts.content(media);
            out.endObject();
            media.clear();
        }
    }

    private void message(Message message, List<Block> blocks) {
        out.object().string("role", role(message.role()));
        if (message.role() == Role.ASSISTANT) {
            assistant(blocks);
        } else {
            parts.content(blocks);
        }
        if (!quirks.leavesOut("message_names")) {
            out.string("name", message.name());
        }
        out.raw(OwnExtras.in(message.annotations())).endObject();
    }

    private String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case DEVELOPER -> quirks.developerRole() ? "developer" : "system";
            case USER, TOOL -> "user"; // what stands beside tool results
            case ASSISTANT -> "assistant";
        };
    }

    /** An error that a tool reported has no place of its own in this format: its text says it. */
    private void toolResult(Block.ToolResult result) {
        out.object().string("role", "tool").string("tool_call_id", id(result.toolUseId()));
        List<Block> said =
                result.content().stream().filter(each -> !isMedia(each)).toList();
        List<Block> shown =
                result.content().stream().filter(MessageWriter::isMedia).toList();
        if (said.isEmpty() && (result.failed() || !shown.isEmpty())) {
            said = List.of(new Block.Text(shown.isEmpty() ? "error" : "see the next message"));
        }
        parts.content(said);
        out.raw(OwnExtras.in(result.annotations())).endObject();
        media.addAll(shown);
    }

    private static boolean isMedia(Block block) {
        return block instanceof Block.Image
                || block instanceof Block.Audio
                || block instanceof Block.Video
                || block instanceof Block.Document;
    }

    private String id(String id) {
        return quirks.toolIds().map(rule -> rule.fit(id)).orElse(id);
    }

    private void assistant(List<Block> blocks) {
        List<Block> content = blocks.stream().filter(this::isContent).toList();
        List<Block.ToolUse> tools = only(blocks, Block.ToolUse.class);
        List<Block.Refusal> refusals = only(blocks, Block.Refusal.class);
        List<Block.Audio> audio = only(blocks, Block.Audio.class);
        if (!content.isEmpty() || tools.isEmpty() && refusals.isEmpty() && audio.isEmpty()) {
            parts.content(content);
        }
        if (!refusals.isEmpty()) {
            out.string("refusal", refusals.stream().map(Block.Refusal::text).collect(Collectors.joining("\n")));
        }
        reasoning.write(blocks);
        reasoning.signature(content);
        audio.forEach(this::spoken);
        if (!tools.isEmpty()) {
            out.array("tool_calls");
            tools.forEach(this::toolCall);
            out.endArray();
        }
    }

    private boolean isContent(Block block) {
        return reasoning.isPart(block)
                || !(block instanceof Block.ToolUse
                        || block instanceof Block.Refusal
                        || block instanceof Block.Audio
                        || ReasoningWriter.isReasoning(block));
    }

    private static <B extends Block> List<B> only(List<Block> blocks, Class<B> type) {
        return blocks.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Sound that the model made earlier is named, not sent again. */
    private void spoken(Block.Audio audio) {
        if (audio.media() instanceof Media.Stored stored) {
            out.object("audio").string("id", stored.id()).endObject();
        } else {
            Optional.ofNullable(OwnExtras.in(audio.annotations()).get("id"))
                    .ifPresent(id -> out.object("audio").raw("id", id).endObject());
        }
    }

    private void toolCall(Block.ToolUse use) {
        boolean custom = use.kind() == Block.ToolUse.Kind.CUSTOM;
        out.object().string("id", id(use.id())).string("type", custom ? "custom" : "function");
        out.object(custom ? "custom" : "function")
                .string("name", use.name())
                .string(custom ? "input" : "arguments", use.input())
                .endObject();
        reasoning.signature(use.annotations());
        out.raw(OwnExtras.in(use.annotations())).endObject();
    }
}
