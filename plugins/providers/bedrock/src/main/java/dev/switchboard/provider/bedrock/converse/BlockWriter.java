package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.format.Refusals;
import dev.switchboard.wire.anthropic.format.ToolInput;
import java.util.List;
import java.util.Optional;

/** Writes blocks: each is an object with one member that says what it is. */
final class BlockWriter {
    private final JsonWriter out;
    private final Names names;
    private final Changes changes;

    BlockWriter(JsonWriter out, Names names, Changes changes) {
        this.out = out;
        this.names = names;
        this.changes = changes;
    }

    void write(List<Turn.Part> parts) {
        for (Turn.Part part : parts) {
            write(part.block());
            part.mark().ifPresent(mark -> mark(out, mark));
        }
    }

    /** Writes a cache mark as an element of its own. */
    static void mark(JsonWriter out, CacheMark mark) {
        Optional<String> lifetime = mark.lifetime().filter(time -> time.equals("5m") || time.equals("1h"));
        out.object()
                .object("cachePoint")
                .string("type", "default")
                .string("ttl", lifetime)
                .endObject()
                .endObject();
    }

    private void write(Block block) {
        if (block instanceof Block.Foreign foreign) {
            out.raw(foreign.json());
            return;
        }
        out.object();
        switch (block) {
            case Block.Text text -> text(text);
            case Block.Refusal refusal -> out.string("text", refusal.text());
            case Block.Image image -> image(image);
            case Block.Document document -> document(document);
            case Block.ToolUse use ->
                out.object("toolUse")
                        .string("toolUseId", Names.id(use.id()))
                        .string("name", use.name())
                        .raw("input", ToolInput.of(use, "tool_calls", changes))
                        .endObject();
            case Block.ToolResult result -> result(result);
            case Block.Thinking thinking ->
                out.object("reasoningContent")
                        .object("reasoningText")
                        .string("text", thinking.text())
                        .string("signature", thinking.signature().map(each -> each.value()))
                        .endObject()
                        .endObject();
            case Block.RedactedThinking redacted ->
                out.object("reasoningContent")
                        .string("redactedContent", redacted.data().value())
                        .endObject();
            default ->
                throw Refusals.unsupported(
                        "messages", "a part of type " + block.getClass().getSimpleName() + " has no place here.");
        }
        out.endObject();
    }

    private void text(Block.Text text) {
        if (!text.citations().isEmpty()) {
            changes.dropped("citations", "the chosen provider takes the text back without its sources");
        }
        out.string("text", text.content());
    }

    private void image(Block.Image image) {
        Media.Inline media = inline(image.media(), "images");
        image.detail()
                .filter(detail -> !detail.equals("auto"))
                .ifPresent(_ -> changes.dropped("detail", "the chosen provider decides by itself"));
        out.object("image").string("format", MediaFormats.image(media));
        source(media);
        out.endObject();
    }

    private void document(Block.Document document) {
        Media.Inline media = inline(document.media(), "documents");
        out.object("document")
                .string("format", MediaFormats.document(media))
                .string("name", names.document(document.name().orElse("")));
        source(media);
        out.endObject();
    }

    private void source(Media.Inline media) {
        out.object("source").string("bytes", media.base64()).endObject();
    }

    private static Media.Inline inline(Media media, String field) {
        if (media instanceof Media.Inline inline) {
            return inline;
        }
        throw Refusals.unsupported(field, "the chosen provider fetches nothing; send the content itself.");
    }

    private void result(Block.ToolResult result) {
        out.object("toolResult")
                .string("toolUseId", Names.id(result.toolUseId()))
                .array("content");
        for (Block part : result.content()) {
            if (!(part instanceof Block.Text text) || !text.content().isBlank()) {
                write(part);
            }
        }
        out.endArray();
        if (result.failed()) {
            out.string("status", "error");
        }
        out.endObject();
    }
}
