package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.DataUrl;
import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the content of a message or of a tool's output: a string, or an array of parts. */
final class PartsReader {
    private PartsReader() {}

    static List<Block> read(JsonField content) {
        if (content.isString()) {
            return List.of(new Block.Text(content.asJsonString()));
        }
        return content.isArray()
                ? content.asArray().stream().map(PartsReader::part).toList()
                : content.fail("one of a string or array of objects");
    }

    private static Block part(JsonField value) {
        JsonObject part = value.asObject();
        return switch (part.require("type").asString()) {
            case "input_text", "output_text", "text" -> text(part);
            case "refusal" -> new Block.Refusal(part.require("refusal").asString(), Own.annotations(part));
            case "input_image" -> image(part);
            case "input_file" -> file(part);
            case "input_audio" -> audio(part);
            default -> new Block.Foreign(Own.FORMAT, value.text(), Annotations.NONE);
        };
    }

    private static Block text(JsonObject part) {
        JsonString text = part.require("text").asJsonString();
        List<Citation> citations = part.list("annotations").stream()
                .map(each -> citation(each.value()))
                .toList();
        part.get("logprobs"); // of an earlier answer
        return new Block.Text(text, citations, Own.annotations(part));
    }

    private static Citation citation(JsonValue annotation) {
        return new Citation(
                annotation.filled("url"),
                annotation.filled("title"),
                Optional.empty(),
                index(annotation.integer("start_index")),
                index(annotation.integer("end_index")),
                Optional.of(new Citation.Original(Own.FORMAT, annotation.text())));
    }

    private static OptionalInt index(OptionalLong value) {
        return value.isPresent()
                ? OptionalInt.of(Math.clamp(value.getAsLong(), 0, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    private static Block image(JsonObject part) {
        Media media = part.string("file_id")
                .<Media>map(id -> new Media.Stored(id, Optional.empty()))
                .orElseGet(() -> DataUrl.media(part.require("image_url").asString()));
        return new Block.Image(media, part.string("detail"), Own.annotations(part));
    }

    private static Block file(JsonObject part) {
        Optional<String> name = part.string("filename");
        Media media = part.string("file_id")
                .<Media>map(id -> new Media.Stored(id, Optional.empty()))
                .or(() -> part.string("file_url").map(url -> new Media.Remote(url, Optional.empty())))
                .orElseGet(() -> DataUrl.media(part.require("file_data").asString()));
        return new Block.Document(media, name, Own.annotations(part));
    }

    private static Block audio(JsonObject part) {
        JsonObject audio = part.require("input_audio").asObject();
        Optional<String> format = audio.string("format");
        Media media = new Media.Inline(
                "audio/" + format.orElse("wav"), audio.require("data").asString());
        return new Block.Audio(media, format, Own.annotations(part));
    }

    /** The block with further members of this format on it, such as those of the item it stands in. */
    static Block with(Block block, Map<String, JsonText> more) {
        if (more.isEmpty()) {
            return block;
        }
        Map<String, JsonText> members = new LinkedHashMap<>(more);
        members.putAll(Own.in(block.annotations()));
        return switch (block) {
            case Block.Text text -> new Block.Text(text.content(), text.citations(), annotations(members));
            case Block.Refusal refusal -> new Block.Refusal(refusal.text(), annotations(members));
            default -> block;
        };
    }

    static Annotations annotations(Map<String, JsonText> members) {
        return Annotations.of(Extras.of(Wire.OPENAI_RESPONSES, members));
    }
}
