package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads the content of a message: a string, or an array of parts. */
final class BlocksReader {
    private BlocksReader() {}

    static List<Block> read(JsonField content) {
        if (content.isString()) {
            return List.of(new Block.Text(content.asJsonString()));
        }
        return content.isArray()
                ? content.asArray().stream().map(BlocksReader::part).toList()
                : content.fail("one of a string or array of objects");
    }

    private static Block part(JsonField value) {
        JsonObject part = value.asObject();
        return switch (part.require("type").asString()) {
            case "text" -> new Block.Text(part.require("text").asJsonString(), List.of(), AnnotationsReader.read(part));
            case "refusal" -> new Block.Refusal(part.require("refusal").asString(), AnnotationsReader.read(part));
            case "image_url" -> image(part);
            case "input_audio" -> audio(part);
            case "file" -> file(part);
            case "video_url" -> video(part);
            case "thinking", "redacted_thinking" -> thinking(value);
            default -> new Block.Foreign(OpenAiDialect.FAMILY, value.text(), Annotations.NONE);
        };
    }

    /** A thinking block in the form of Anthropic's messages, which gateways of this format carry along. */
    static Block thinking(JsonField value) {
        JsonObject block = value.asObject();
        JsonField type = block.require("type");
        return switch (type.asString()) {
            case "thinking" -> {
                JsonField text = block.require("thinking");
                // some providers write parts of their own under the same name
                yield text.isString()
                        ? new Block.Thinking(
                                text.asString(),
                                block.string("signature").map(BlocksReader::signature),
                                AnnotationsReader.read(block))
                        : new Block.Foreign(OpenAiDialect.FAMILY, value.text(), Annotations.NONE);
            }
            case "redacted_thinking" ->
                new Block.RedactedThinking(signature(block.require("data").asString()), AnnotationsReader.read(block));
            default -> type.failValue("'thinking' or 'redacted_thinking'");
        };
    }

    private static Signature signature(String text) {
        return Signature.read(text, OpenAiDialect.SIGNATURES);
    }

    /** An address in an object of its own, as OpenAI has it, or right in the part, as some clients send it. */
    private static Block image(JsonObject part) {
        JsonField value = part.require("image_url");
        if (value.isString()) {
            return new Block.Image(DataUrl.media(value.asString()), Optional.empty(), AnnotationsReader.read(part));
        }
        JsonObject image = value.asObject();
        Media media = DataUrl.media(image.require("url").asString());
        Optional<String> detail = image.string("detail");
        return new Block.Image(media, detail, AnnotationsReader.read(part, image));
    }

    private static Block video(JsonObject part) {
        JsonObject video = part.require("video_url").asObject();
        Media media = DataUrl.media(video.require("url").asString());
        return new Block.Video(media, AnnotationsReader.read(part, video));
    }

    private static Block audio(JsonObject part) {
        JsonObject audio = part.require("input_audio").asObject();
        Optional<String> format = audio.string("format");
        Media media = new Media.Inline(
                "audio/" + format.orElse("wav"), audio.require("data").asString());
        return new Block.Audio(media, format, AnnotationsReader.read(part, audio));
    }

    private static Block file(JsonObject part) {
        JsonObject file = part.require("file").asObject();
        Optional<String> name = file.string("filename");
        Media media = file.string("file_id")
                .<Media>map(id -> new Media.Stored(id, Optional.empty()))
                .orElseGet(() -> DataUrl.media(file.require("file_data").asString()));
        return new Block.Document(media, name, AnnotationsReader.read(part, file));
    }
}
