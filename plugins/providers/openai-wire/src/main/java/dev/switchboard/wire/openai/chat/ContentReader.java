package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a message or a delta says, apart from its tool calls. */
final class ContentReader {
    private ContentReader() {}

    /** The blocks, in the order in which a model speaks: reasoning, text, refusal. */
    static List<Block> blocks(JsonValue message) {
        List<Block> blocks = new ArrayList<>(ThinkingReader.blocks(message));
        blocks.addAll(content(message.get("content")));
        message.filled("refusal").map(ContentReader::refusal).ifPresent(blocks::add);
        message.get("images").elements().forEach(image -> blocks.add(image(image)));
        return blocks;
    }

    private static Block refusal(String text) {
        return new Block.Refusal(text, Annotations.NONE);
    }

    /** A text or a list of parts; Cloudflare writes an answer that has a schema as the object itself. */
    private static List<Block> content(JsonValue content) {
        if (content.isObject()) {
            return List.of(new Block.Text(content.text().text()));
        }
        if (content.isArray()) {
            return content.elements().stream().map(ContentReader::part).toList();
        }
        return content.jsonString()
                .filter(text -> !text.isEmpty())
                .<List<Block>>map(text -> List.of(new Block.Text(text)))
                .orElse(List.of());
    }

    private static Block part(JsonValue part) {
        Optional<String> type = part.filled("type");
        if (type.filter("text"::equals).isPresent()) {
            return new Block.Text(part.jsonString("text").orElse(JsonString.EMPTY));
        }
        if (type.filter("refusal"::equals).isPresent()) {
            return refusal(part.filled("refusal").orElse(""));
        }
        if (type.filter("thinking"::equals).isPresent()) {
            return new Block.Thinking(
                    thought(part.get("thinking")),
                    part.filled("signature").map(text -> new Signature(Refusals.FAMILY, text)),
                    Annotations.NONE);
        }
        return new Block.Foreign(Refusals.FAMILY, part.text(), Annotations.NONE);
    }

    /** Mistral writes reasoning as a list of text parts. */
    private static String thought(JsonValue thinking) {
        return thinking.string()
                .orElseGet(() -> thinking.elements().stream()
                        .flatMap(part -> part.filled("text").stream())
                        .collect(Collectors.joining()));
    }

    /** A picture the model made, as OpenRouter and other gateways hand it on. */
    private static Block image(JsonValue image) {
        String url = image.get("image_url").filled("url").orElse("");
        if (url.isEmpty()) {
            return new Block.Foreign(Refusals.FAMILY, image.text(), Annotations.NONE);
        }
        Map<String, JsonText> extras = Unread.of(image, Set.of("type", "image_url", "index"));
        return new Block.Image(Media.ofUrl(url), Optional.empty(), OwnExtras.annotations(extras));
    }

    /** Sound the model made: its data, and beside it name, transcript and expiry as they came. */
    static Optional<Block> audio(JsonValue message) {
        JsonValue audio = message.get("audio");
        if (audio.filled("data").isEmpty() && audio.filled("id").isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonText> extras = new LinkedHashMap<>(Unread.of(audio, Set.of("data")));
        Media data = new Media.Inline("audio/*", audio.filled("data").orElse(""));
        return Optional.of(new Block.Audio(data, Optional.empty(), OwnExtras.annotations(extras)));
    }
}
