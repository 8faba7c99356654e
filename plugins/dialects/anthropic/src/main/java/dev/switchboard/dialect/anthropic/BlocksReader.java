package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.wire.anthropic.format.Citations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads content: a string, or an array of blocks. */
final class BlocksReader {
    private BlocksReader() {}

    static List<Block> read(JsonField content) {
        if (content.isString()) {
            return List.of(new Block.Text(content.asJsonString()));
        }
        if (!content.isArray()) {
            return content.fail("a string or an array of blocks");
        }
        List<Block> blocks = new ArrayList<>();
        content.asArray().forEach(block -> add(blocks, read(block, block.asObject())));
        return blocks;
    }

    /** A signature that stands in an empty block of its own belongs to the text before it. */
    private static void add(List<Block> blocks, Block next) {
        if (next instanceof Block.Thinking thinking
                && thinking.text().isEmpty()
                && thinking.signature().filter(BlocksReader::isForeign).isPresent()
                && !blocks.isEmpty()
                && blocks.getLast() instanceof Block.Text text) {
            Annotations signed =
                    text.annotations().withSignature(thinking.signature().get());
            blocks.set(blocks.size() - 1, new Block.Text(text.content(), text.citations(), signed));
        } else {
            blocks.add(next);
        }
    }

    private static boolean isForeign(Signature signature) {
        return !signature.family().equals(AnthropicDialect.FAMILY);
    }

    private static Block read(JsonField field, JsonObject block) {
        return switch (block.require("type").asString()) {
            case "text" -> text(block);
            case "image" ->
                media(block)
                        .<Block>map(media -> new Block.Image(media, Optional.empty(), AnnotationsReader.read(block)))
                        .orElseGet(() -> foreign(field));
            case "document" ->
                media(block)
                        .<Block>map(media ->
                                new Block.Document(media, block.string("title"), AnnotationsReader.read(block)))
                        .orElseGet(() -> foreign(field));
            case "tool_use" -> toolUse(block);
            case "tool_result" ->
                new Block.ToolResult(
                        Signature.bareId(block.require("tool_use_id").asString()),
                        block.get("content").map(BlocksReader::read).orElse(List.of()),
                        block.bool("is_error").orElse(false),
                        AnnotationsReader.read(block));
            case "thinking" ->
                new Block.Thinking(
                        block.string("thinking").orElse(""),
                        block.string("signature")
                                .filter(value -> !value.isEmpty())
                                .map(BlocksReader::signature),
                        AnnotationsReader.read(block));
            case "redacted_thinking" ->
                new Block.RedactedThinking(signature(block.require("data").asString()), AnnotationsReader.read(block));
            default -> foreign(field);
        };
    }

    private static Block foreign(JsonField field) {
        return new Block.Foreign(AnthropicDialect.FAMILY, field.text(), Annotations.NONE);
    }

    private static Signature signature(String value) {
        return Signature.read(value, AnthropicDialect.FAMILY);
    }

    private static Block text(JsonObject block) {
        JsonString text = block.require("text").asJsonString();
        List<Citation> citations = block.list("citations").stream()
                .map(JsonField::value)
                .map(Citations::read)
                .toList();
        return new Block.Text(text, citations, AnnotationsReader.read(block));
    }

    private static Block toolUse(JsonObject block) {
        String id = block.require("id").asString();
        String name = block.require("name").asString();
        String input = block.text("input").map(JsonText::text).orElse("");
        Annotations annotations = AnnotationsReader.read(block);
        return new Block.ToolUse(
                Signature.bareId(id),
                name,
                input,
                Block.ToolUse.Kind.FUNCTION,
                Signature.fromId(id).map(annotations::withSignature).orElse(annotations));
    }

    /** Empty for a source that only this format has, such as one made of blocks. */
    private static Optional<Media> media(JsonObject block) {
        JsonObject source = block.require("source").asObject();
        return switch (source.require("type").asString()) {
            case "base64" ->
                Optional.of(new Media.Inline(
                        source.require("media_type").asString(),
                        source.require("data").asString()));
            case "text" ->
                Optional.of(new Media.Inline(
                        "text/plain", base64(source.require("data").asString())));
            case "url" -> Optional.of(new Media.Remote(source.require("url").asString(), Optional.empty()));
            case "file" ->
                Optional.of(new Media.Stored(source.require("file_id").asString(), Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
