package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages. Cohere has results of tools in messages of their own, documents beside all messages, and what a model says
 * before it uses tools in a member of its own, {@code tool_plan}.
 */
final class MessageWriter {
    private final Changes changes;
    private final List<Block.Document> documents = new ArrayList<>();

    MessageWriter(Changes changes) {
        this.changes = changes;
    }

    void write(JsonWriter json, List<Message> messages) {
        json.array("messages");
        messages.forEach(message -> write(json, message));
        json.endArray();
    }

    private void write(JsonWriter json, Message message) {
        List<Block> others = new ArrayList<>();
        for (Block block : message.content()) {
            switch (block) {
                case Block.ToolResult result -> writeResult(json, result);
                case Block.Document document -> documents.add(document);
                default -> others.add(block);
            }
        }
        if (others.isEmpty() && !message.content().isEmpty()) {
            return;
        }
        switch (message.role()) {
            case SYSTEM, DEVELOPER -> writeParts(json, "system", others);
            case USER, TOOL -> writeParts(json, "user", others);
            case ASSISTANT -> writeAssistant(json, others);
        }
    }

    private static void writeResult(JsonWriter json, Block.ToolResult result) {
        json.object()
                .string("role", "tool")
                .string("tool_call_id", result.toolUseId())
                .array("content");
        for (Block part : result.content()) {
            if (!(part instanceof Block.Text text)) {
                throw RequestWriter.unsupported("anything but text in the result of a tool");
            }
            writeText(json, text.content());
        }
        json.endArray().endObject();
    }

    private void writeParts(JsonWriter json, String role, List<Block> blocks) {
        json.object().string("role", role).array("content");
        blocks.forEach(block -> writePart(json, block));
        json.endArray().endObject();
    }

    private void writeAssistant(JsonWriter json, List<Block> blocks) {
        List<Block.ToolUse> uses = blocks.stream()
                .filter(Block.ToolUse.class::isInstance)
                .map(Block.ToolUse.class::cast)
                .toList();
        List<Block> parts = new ArrayList<>(blocks);
        parts.removeAll(uses);
        json.object().string("role", "assistant");
        if (!uses.isEmpty()) {
            String plan = Message.of(Role.ASSISTANT, parts).text();
            parts.removeIf(Block.Text.class::isInstance);
            if (!plan.isEmpty()) {
                json.string("tool_plan", plan);
            }
        }
        if (!parts.isEmpty()) {
            json.array("content");
            parts.forEach(part -> writePart(json, part));
            json.endArray();
        }
        if (!uses.isEmpty()) {
            json.array("tool_calls");
            uses.forEach(use -> writeUse(json, use));
            json.endArray();
        }
        json.endObject();
    }

    private static void writeUse(JsonWriter json, Block.ToolUse use) {
        json.object()
                .string("id", use.id())
                .string("type", "function")
                .object("function")
                .string("name", use.name())
                .string("arguments", use.input().isEmpty() ? "{}" : use.input())
                .endObject()
                .endObject();
    }

    private void writePart(JsonWriter json, Block block) {
        switch (block) {
            case Block.Text text -> writeText(json, text.content());
            case Block.Refusal refusal -> writeText(json, JsonString.of(refusal.text()));
            case Block.Image image -> writeImage(json, image);
            case Block.Thinking thinking
            when thinking.signature().isEmpty() ->
                json.object()
                        .string("type", "thinking")
                        .string("thinking", thinking.text())
                        .endObject();
            case Block.Thinking ignored -> changes.dropped("messages", "reasoning that another provider signed");
            case Block.RedactedThinking ignored ->
                changes.dropped("messages", "reasoning that another provider encrypted");
            default -> throw RequestWriter.unsupported("content of that kind in messages");
        }
    }

    private static void writeText(JsonWriter json, JsonString text) {
        json.object().string("type", "text").string("text", text).endObject();
    }

    private static void writeImage(JsonWriter json, Block.Image image) {
        json.object().string("type", "image_url").object("image_url").string("url", url(image.media()));
        json.string("detail", image.detail()).endObject().endObject();
    }

    static String url(Media media) {
        return switch (media) {
            case Media.Inline inline -> inline.toUrl();
            case Media.Remote remote -> remote.url();
            case Media.Upload upload -> upload.toInline().toUrl();
            default -> throw RequestWriter.unsupported("a file that another provider holds");
        };
    }

    /** What the model shall answer from, and cite. */
    void writeDocuments(JsonWriter json) {
        if (documents.isEmpty()) {
            return;
        }
        json.array("documents");
        for (Block.Document document : documents) {
            json.object().object("data").string("text", text(document.media()));
            json.string("title", document.name()).endObject().endObject();
        }
        json.endArray();
    }

    /** Documents in messages and documents beside them would be two lists of the same name. */
    void refuseDocuments() {
        if (!documents.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_REQUEST,
                    "documents: given both as a member and inside messages; keep to one of the two");
        }
    }

    private static String text(Media media) {
        if (media instanceof Media.Inline inline && inline.mediaType().startsWith("text/")) {
            return inline.toUpload("document").content().utf8();
        }
        throw RequestWriter.unsupported("a document that is not text");
    }
}
