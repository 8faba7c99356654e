package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;

/** Writes blocks of a reply as parts. */
final class PartsWriter {
    private PartsWriter() {}

    /** Whether a block has a part in this format; if it, or a member of it, has none, that is said. */
    static boolean isKnown(Block block, Changes changes) {
        changes.foreign(block.annotations().extras(), Wire.GEMINI_GENERATE);
        return switch (block) {
            case Block.Foreign own when own.family().equals(GeminiDialect.FAMILY) -> true;
            case Block.Foreign other -> {
                changes.foreign(other.family(), other.json());
                yield false;
            }
            case Block.ToolResult _ -> {
                changes.dropped("content", "a reply of this format has no place for the result of a tool");
                yield false;
            }
            default -> true;
        };
    }

    static void write(JsonWriter out, Block block) {
        switch (block) {
            case Block.Text text ->
                text(out, text.content(), false, text.annotations().signature(), text.annotations());
            case Block.Refusal refusal ->
                text(out, JsonString.of(refusal.text()), false, Optional.empty(), refusal.annotations());
            case Block.Thinking thinking ->
                text(out, JsonString.of(thinking.text()), true, thinking.signature(), thinking.annotations());
            case Block.RedactedThinking redacted ->
                end(out.object().bool("thought", true), Optional.of(redacted.data()), redacted.annotations());
            case Block.ToolUse use -> {
                out.object().object("functionCall");
                if (!use.id().isEmpty()) {
                    out.string("id", use.id());
                }
                out.string("name", use.name())
                        .raw("args", arguments(use.input()))
                        .endObject();
                end(out, use.annotations().signature(), use.annotations());
            }
            case Block.Image image -> media(out, image.media(), image.annotations());
            case Block.Audio audio -> media(out, audio.media(), audio.annotations());
            case Block.Video video -> media(out, video.media(), video.annotations());
            case Block.Document document -> media(out, document.media(), document.annotations());
            case Block.Foreign own -> out.raw(own.json());
            case Block.ToolResult _ ->
                throw new IllegalArgumentException("block: a tool's result (expected: one with a part)");
        }
    }

    private static void text(
            JsonWriter out, JsonString text, boolean thought, Optional<Signature> signature, Annotations annotations) {
        out.object().string("text", text);
        if (thought) {
            out.bool("thought", true);
        }
        end(out, signature, annotations);
    }

    private static void end(JsonWriter out, Optional<Signature> signature, Annotations annotations) {
        out.string("thoughtSignature", signature.map(Signatures::write))
                .raw(annotations.extras().in(Wire.GEMINI_GENERATE))
                .endObject();
    }

    /** Google's arguments are an object; what a model of another maker's botched is its only member. */
    private static JsonText arguments(String input) {
        if (input.isBlank()) {
            return new JsonText("{}");
        }
        return JsonValue.read(Bytes.utf8(input))
                .filter(JsonValue::isObject)
                .map(JsonValue::text)
                .orElseGet(() -> new JsonWriter()
                        .object()
                        .string("input", input)
                        .endObject()
                        .text());
    }

    private static void media(JsonWriter out, Media media, Annotations annotations) {
        out.object();
        switch (media) {
            case Media.Inline inline -> inline(out, inline);
            case Media.Upload upload -> inline(out, upload.toInline());
            case Media.Remote remote -> file(out, remote.url(), remote.mediaType());
            case Media.Stored stored -> file(out, stored.id(), stored.mediaType());
        }
        end(out, annotations.signature(), annotations);
    }

    private static void inline(JsonWriter out, Media.Inline inline) {
        out.object("inlineData")
                .string("mimeType", inline.mediaType())
                .string("data", inline.base64())
                .endObject();
    }

    private static void file(JsonWriter out, String uri, Optional<String> mediaType) {
        out.object("fileData")
                .string("mimeType", mediaType)
                .string("fileUri", uri)
                .endObject();
    }
}
