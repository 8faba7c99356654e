package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.format.Refusals;
import dev.switchboard.wire.anthropic.format.ToolInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes the blocks of a request. */
final class BlockWriter {
    private final JsonWriter out;
    private final Changes changes;

    BlockWriter(JsonWriter out, Changes changes) {
        this.out = out;
        this.changes = changes;
    }

    void write(List<Turn.Piece> pieces) {
        pieces.forEach(piece -> write(piece.block(), piece.mark()));
    }

    private void write(Block block, Optional<CacheMark> mark) {
        if (block instanceof Block.Foreign foreign) {
            out.raw(foreign.json());
            return;
        }
        out.object();
        content(block);
        mark(out, mark);
        out.raw(block.annotations().extras().in(Wire.ANTHROPIC_MESSAGES)).endObject();
    }

    /** Writes a cache mark, if there is one. */
    static void mark(JsonWriter out, Optional<CacheMark> mark) {
        mark.ifPresent(each -> out.object("cache_control")
                .string("type", "ephemeral")
                .string("ttl", each.lifetime())
                .endObject());
    }

    private void content(Block block) {
        switch (block) {
            case Block.Text text -> text(text);
            case Block.Image image -> {
                out.string("type", "image");
                source(image.media());
                image.detail()
                        .filter(detail -> !detail.equals("auto"))
                        .ifPresent(detail -> changes.dropped("detail", "the chosen provider decides by itself"));
            }
            case Block.Document document -> {
                out.string("type", "document");
                source(document.media());
                out.string("title", document.name());
            }
            case Block.ToolUse use ->
                out.string("type", "tool_use")
                        .string("id", use.id())
                        .string("name", use.name())
                        .raw("input", ToolInput.of(use, "tool_calls", changes));
            case Block.ToolResult result -> result(result);
            case Block.Thinking thinking ->
                out.string("type", "thinking")
                        .string("thinking", thinking.text())
                        .string("signature", thinking.signature().flatMap(each -> each.of(AnthropicWire.FAMILY)));
            case Block.RedactedThinking redacted ->
                out.string("type", "redacted_thinking")
                        .string("data", redacted.data().of(AnthropicWire.FAMILY));
            default ->
                throw Refusals.unsupported(
                        "messages", "a part of type " + block.getClass().getSimpleName() + " has no place here.");
        }
    }

    private void text(Block.Text text) {
        out.string("type", "text").string("text", text.content());
        List<JsonText> own = text.citations().stream()
                .flatMap(citation -> own(citation).stream())
                .toList();
        if (own.size() < text.citations().size()) {
            changes.dropped("citations", "the chosen provider takes back only those it made itself");
        }
        if (!own.isEmpty()) {
            out.array("citations");
            own.forEach(out::raw);
            out.endArray();
        }
    }

    /** A citation that came from another format has no index into what this provider searched. */
    private static Optional<JsonText> own(Citation citation) {
        return citation.original()
                .filter(original -> original.family().equals(AnthropicWire.FAMILY))
                .map(Citation.Original::json)
                .filter(json -> !JsonValue.of(json)
                        .string("encrypted_index")
                        .filter(String::isEmpty)
                        .isPresent());
    }

    private void source(Media media) {
        out.object("source");
        place(media);
        out.endObject();
    }

    private void place(Media media) {
        switch (media) {
            case Media.Inline inline
            when inline.mediaType().startsWith("text/") ->
                out.string("type", "text").string("media_type", "text/plain").string("data", decoded(inline.base64()));
            case Media.Inline inline ->
                out.string("type", "base64")
                        .string("media_type", inline.mediaType())
                        .string("data", inline.base64());
            case Media.Upload upload -> place(upload.toInline());
            case Media.Remote remote -> out.string("type", "url").string("url", remote.url());
            case Media.Stored stored -> out.string("type", "file").string("file_id", stored.id());
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.unsupported("messages", "a text document is not base64; send it as such or as text.");
        }
    }

    private void result(Block.ToolResult result) {
        out.string("type", "tool_result").string("tool_use_id", result.toolUseId());
        if (!result.content().isEmpty()) {
            out.array("content");
            result.content().forEach(part -> write(part, part.annotations().cacheMark()));
            out.endArray();
        }
        if (result.failed()) {
            out.bool("is_error", true);
        }
    }
}
