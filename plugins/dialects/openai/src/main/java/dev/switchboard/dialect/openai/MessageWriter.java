package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the message of one choice: OpenAI has one text where the canonical form has blocks in order. */
final class MessageWriter {
    /** Members of a message or a delta that this dialect writes itself. */
    static final Set<String> OWN = Set.of(
            "role",
            "content",
            "refusal",
            "annotations",
            "reasoning_content",
            "thinking_blocks",
            "tool_calls",
            "function_call",
            "audio",
            "images",
            "type",
            "text");

    private final JsonWriter json;
    private final List<Block> content;
    private final boolean legacy;
    private final Changes changes;

    MessageWriter(JsonWriter json, List<Block> content, boolean legacy, Changes changes) {
        this.json = json;
        this.content = content;
        this.legacy = legacy;
        this.changes = changes;
    }

    void write() {
        content.forEach(block -> Foreigners.tell(block, changes));
        json.object("message").string("role", "assistant");
        writeContent();
        json.stringOrNull(
                "refusal",
                joined(of(Block.Refusal.class).stream().map(Block.Refusal::text).toList()));
        writeCitations();
        writeThinking();
        writeToolUses();
        of(Block.Audio.class).stream().findFirst().ifPresent(audio -> BlockWriter.writeAudio(json, audio));
        List<Block.Image> images = of(Block.Image.class);
        if (!images.isEmpty()) {
            json.array("images");
            images.forEach(image -> BlockWriter.writeImage(json, image));
            json.endArray();
        }
        OwnExtras.write(json, extras(), OWN);
        json.endObject();
    }

    /** One text; a list of parts only where an upstream of this format wrote a part that nobody else knows. */
    private void writeContent() {
        List<Block.Text> texts = of(Block.Text.class);
        if (content.stream().anyMatch(Foreigners::isOwn)) {
            json.array("content");
            content.forEach(this::writePart);
            json.endArray();
        } else if (texts.isEmpty() && saysSomethingElse()) {
            json.nil("content");
        } else {
            json.string("content", inOne(texts));
        }
    }

    private static JsonString inOne(List<Block.Text> texts) {
        return texts.size() == 1
                ? texts.getFirst().content()
                : JsonString.of(texts.stream().map(Block.Text::text).collect(Collectors.joining()));
    }

    private void writePart(Block block) {
        if (block instanceof Block.Foreign own && Foreigners.isOwn(own)) {
            json.raw(own.json());
        } else if (block instanceof Block.Text text) {
            json.object().string("type", "text").string("text", text.content()).endObject();
        }
    }

    private boolean saysSomethingElse() {
        return content.stream()
                .anyMatch(block -> block instanceof Block.ToolUse
                        || block instanceof Block.Refusal
                        || block instanceof Block.Audio
                        || block instanceof Block.Image);
    }

    private void writeCitations() {
        List<Block.Text> texts = of(Block.Text.class);
        if (texts.stream().allMatch(text -> text.citations().isEmpty())) {
            return;
        }
        CitationWriter citations = new CitationWriter(changes);
        List<JsonText> annotations = new ArrayList<>();
        int start = 0;
        for (Block.Text text : texts) {
            int from = start;
            int to = from + text.text().length();
            text.citations()
                    .forEach(
                            citation -> citations.annotation(citation, from, to).ifPresent(annotations::add));
            start = to;
        }
        if (!annotations.isEmpty()) {
            json.array("annotations");
            annotations.forEach(json::raw);
            json.endArray();
        }
    }

    private void writeThinking() {
        json.string(
                "reasoning_content",
                joined(of(Block.Thinking.class).stream()
                        .map(Block.Thinking::text)
                        .toList()));
        List<Block> signed = content.stream().filter(BlockWriter::mustComeBack).toList();
        Optional<Signature> ofText = of(Block.Text.class).stream()
                .flatMap(text -> text.annotations().signature().stream())
                .reduce((ignored, last) -> last);
        if (!signed.isEmpty() || ofText.isPresent()) {
            json.array("thinking_blocks");
            signed.forEach(block -> BlockWriter.writeThinking(json, block));
            ofText.ifPresent(signature -> BlockWriter.writeThinking(json, "", Optional.of(signature)));
            json.endArray();
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
        json.array("tool_calls");
        uses.forEach(use -> BlockWriter.writeToolUse(json, use, OptionalLong.empty()));
        json.endArray();
    }

    /** What hangs on text and reasoning hangs on the message in OpenAI's form. */
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
