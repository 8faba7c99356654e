package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Writes the message of one choice: OpenAI has one text where the canonical form has blocks in order. */
final class MessageWriter {
    /** Members of a message or a delta that this dialect writes itself. */
    static final Set<String> OWN = Set.of(
            "role",
            "content",
            "refusal",
            "reasoning_content",
            "thinking_blocks",
            "tool_calls",
            "function_call",
            "audio",
            "images",
            "type",
            "text");

    private final JsonGenerator json;
    private final List<Block> content;
    private final boolean legacy;

    MessageWriter(JsonGenerator json, List<Block> content, boolean legacy) {
        this.json = json;
        this.content = content;
        this.legacy = legacy;
    }

    void write() {
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("role", "assistant");
        writeText();
        writeThinking();
        writeToolUses();
        of(Block.Audio.class).stream().findFirst().ifPresent(audio -> {
            json.writeName("audio");
            BlockWriter.writeAudio(json, audio);
        });
        List<Block.Image> images = of(Block.Image.class);
        if (!images.isEmpty()) {
            json.writeArrayPropertyStart("images");
            images.forEach(image -> BlockWriter.writeImage(json, image));
            json.writeEndArray();
        }
        Json.writeExtras(json, extras(), OWN);
        json.writeEndObject();
    }

    private void writeText() {
        List<Block.Text> texts = of(Block.Text.class);
        Optional<String> refusal =
                joined(of(Block.Refusal.class).stream().map(Block.Refusal::text).toList());
        json.writeName("content");
        if (texts.isEmpty() && saysSomethingElse()) {
            json.writeNull();
        } else {
            json.writeString(texts.stream().map(Block.Text::text).collect(Collectors.joining()));
        }
        json.writeName("refusal");
        refusal.ifPresentOrElse(json::writeString, json::writeNull);
    }

    private boolean saysSomethingElse() {
        return content.stream()
                .anyMatch(block -> block instanceof Block.ToolUse
                        || block instanceof Block.Refusal
                        || block instanceof Block.Audio
                        || block instanceof Block.Image);
    }

    private void writeThinking() {
        joined(of(Block.Thinking.class).stream().map(Block.Thinking::text).toList())
                .ifPresent(text -> json.writeStringProperty("reasoning_content", text));
        List<Block> signed = content.stream().filter(BlockWriter::mustComeBack).toList();
        if (!signed.isEmpty()) {
            json.writeArrayPropertyStart("thinking_blocks");
            signed.forEach(block -> BlockWriter.writeThinking(json, block));
            json.writeEndArray();
        }
    }

    private void writeToolUses() {
        List<Block.ToolUse> uses = of(Block.ToolUse.class);
        if (uses.isEmpty()) {
            return;
        }
        if (legacy) {
            BlockWriter.writeFunctionCall(json, uses.getFirst());
            return;
        }
        json.writeArrayPropertyStart("tool_calls");
        uses.forEach(use -> BlockWriter.writeToolUse(json, use, Optional.empty()));
        json.writeEndArray();
    }

    /**
     * What hangs on text and reasoning, such as the sources they cite or a server's own form of the reasoning, hangs on the
     * message in OpenAI's form.
     */
    private Map<String, JsonText> extras() {
        Map<String, JsonText> extras = new LinkedHashMap<>();
        for (Block block : content) {
            if (block instanceof Block.Text || block instanceof Block.Thinking) {
                OwnExtras.in(block.annotations().extras()).forEach(extras::putIfAbsent);
            }
        }
        return extras;
    }

    private <B extends Block> List<B> of(Class<B> type) {
        return content.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Optional<String> joined(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("", texts));
    }
}
