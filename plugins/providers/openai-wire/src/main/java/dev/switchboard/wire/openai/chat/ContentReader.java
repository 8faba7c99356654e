package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.wire.openai.json.Json;
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
    static List<Block> blocks(Json message) {
        List<Block> blocks = new ArrayList<>();
        thinking(message).ifPresent(blocks::add);
        blocks.addAll(content(message.get("content")));
        message.string("refusal").map(ContentReader::refusal).ifPresent(blocks::add);
        return blocks;
    }

    private static Block refusal(String text) {
        return new Block.Refusal(text, Annotations.NONE);
    }

    /** The readable reasoning, and the server's own form of it, which may be signed and must come back. */
    private static Optional<Block> thinking(Json message) {
        String text = message.string("reasoning_content")
                .or(() -> message.string("reasoning"))
                .orElse("");
        Json details = message.get("reasoning_details");
        if (text.isEmpty() && details.isBlank()) {
            return Optional.empty();
        }
        Map<String, JsonText> extras = details.isBlank() ? Map.of() : Map.of("reasoning_details", details.text());
        return Optional.of(new Block.Thinking(text, Optional.empty(), Annotations.of(extras)));
    }

    /** A text or a list of parts; Cloudflare writes an answer that has a schema as the object itself. */
    private static List<Block> content(Json content) {
        if (content.isObject()) {
            return List.of(new Block.Text(content.text().text()));
        }
        if (content.isArray()) {
            return content.elements().stream().map(ContentReader::part).toList();
        }
        return content.string()
                .filter(text -> !text.isEmpty())
                .<List<Block>>map(text -> List.of(new Block.Text(text)))
                .orElse(List.of());
    }

    private static Block part(Json part) {
        Optional<String> type = part.string("type");
        if (type.filter("text"::equals).isPresent()) {
            return new Block.Text(part.string("text").orElse(""));
        }
        if (type.filter("refusal"::equals).isPresent()) {
            return refusal(part.string("refusal").orElse(""));
        }
        if (type.filter("thinking"::equals).isPresent()) {
            return new Block.Thinking(thought(part.get("thinking")), part.string("signature"), Annotations.NONE);
        }
        return new Block.Foreign(Foreign.FAMILY, part.text(), Annotations.NONE);
    }

    /** Mistral writes reasoning as a list of text parts. */
    private static String thought(Json thinking) {
        return thinking.string()
                .orElseGet(() -> thinking.elements().stream()
                        .flatMap(part -> part.string("text").stream())
                        .collect(Collectors.joining()));
    }

    /** Sound the model made: its data, and beside it name, transcript and expiry as they came. */
    static Optional<Block> audio(Json message) {
        Json audio = message.get("audio");
        if (audio.isBlank()) {
            return Optional.empty();
        }
        Map<String, JsonText> extras = new LinkedHashMap<>(Extras.of(audio, Set.of("data")));
        Media data = new Media.Inline("audio/*", audio.string("data").orElse(""));
        return Optional.of(new Block.Audio(data, Optional.empty(), Annotations.of(extras)));
    }
}
