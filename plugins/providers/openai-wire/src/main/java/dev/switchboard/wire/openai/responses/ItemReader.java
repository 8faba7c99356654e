package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads whole output items and what they are made of. */
final class ItemReader {
    private static final Set<String> OF_MESSAGE = Set.of("type", "role", "content");
    private static final Set<String> OF_PART = Set.of("type", "text", "refusal", "annotations", "logprobs");
    private static final Set<String> OF_REASONING = Set.of("type", "summary", "content", "encrypted_content");
    private static final Set<String> OF_IMAGE = Set.of("type", "status", "result");
    private static final Set<String> OF_CALL = Set.of("type", "call_id", "name", "arguments", "input");

    private ItemReader() {}

    /** The blocks of a whole item, in order; none of an item that says nothing. */
    static List<Block> blocks(JsonValue item) {
        return switch (type(item)) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item).stream().toList();
            case "function_call", "custom_tool_call" -> List.of(toolUse(item));
            case "image_generation_call" -> List.of(image(item));
            default -> List.of(new Block.Foreign(Own.FORMAT, item.text(), Annotations.NONE));
        };
    }

    /** A picture that the provider's own tool made; without one the item says only that there is none. */
    private static Block image(JsonValue item) {
        Annotations annotations = Own.annotations(Own.unread(item, OF_IMAGE));
        return item.filled("result")
                .<Block>map(data -> new Block.Image(
                        new Media.Inline("image/" + item.filled("output_format").orElse("png"), data),
                        Optional.empty(),
                        annotations))
                .orElseGet(() -> new Block.Foreign(Own.FORMAT, item.text(), Annotations.NONE));
    }

    static String type(JsonValue item) {
        return item.string("type").orElse("");
    }

    private static List<Block> message(JsonValue item) {
        List<Block> blocks = new ArrayList<>();
        for (JsonValue part : item.get("content").elements()) {
            blocks.add(part(part, blocks.isEmpty() ? item : JsonValue.MISSING));
        }
        return blocks;
    }

    /** A part of a message. @param item the item if this is its first part */
    static Block part(JsonValue part, JsonValue item) {
        Map<String, JsonText> extras = new LinkedHashMap<>(Own.unread(item, OF_MESSAGE));
        extras.putAll(Own.unread(part, OF_PART));
        Annotations annotations = Own.annotations(extras);
        return switch (type(part)) {
            case "output_text" ->
                new Block.Text(
                        part.jsonString("text").orElse(JsonString.EMPTY),
                        part.get("annotations").elements().stream()
                                .map(ItemReader::citation)
                                .toList(),
                        annotations);
            case "refusal" -> new Block.Refusal(part.string("refusal").orElse(""), annotations);
            default -> new Block.Foreign(Own.FORMAT, part.text(), annotations);
        };
    }

    static Citation citation(JsonValue annotation) {
        return new Citation(
                annotation.filled("url"),
                annotation.filled("title").or(() -> annotation.filled("filename")),
                Optional.empty(),
                index(annotation, "start_index"),
                index(annotation, "end_index"),
                Optional.of(new Citation.Original(Own.FORMAT, annotation.text())));
    }

    private static OptionalInt index(JsonValue annotation, String name) {
        OptionalLong value = annotation.integer(name);
        return value.isPresent()
                ? OptionalInt.of(Math.clamp(value.getAsLong(), 0, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    /**
     * Reasoning that shows something, or reasoning that only the provider can read; empty if it says nothing at all. Raw
     * reasoning, as open models have it, keeps its place in {@code content}, which an empty member of that name remembers.
     */
    static Optional<Block> reasoning(JsonValue item) {
        Optional<Signature> signature = signature(item);
        String raw = texts(item.get("content"));
        String summary = texts(item.get("summary"));
        if (raw.isEmpty() && item.get("summary").elements().isEmpty()) {
            return signature.map(data -> new Block.RedactedThinking(data, reasoningExtras(item, false)));
        }
        String both = raw + (raw.isEmpty() || summary.isEmpty() ? "" : "\n\n") + summary;
        return Optional.of(new Block.Thinking(both, signature, reasoningExtras(item, !raw.isEmpty())));
    }

    static Optional<Signature> signature(JsonValue item) {
        return item.filled("encrypted_content").map(text -> Signature.read(text, Own.SIGNATURES));
    }

    /** @param raw whether the reasoning stands in {@code content} */
    static Annotations reasoningExtras(JsonValue item, boolean raw) {
        Map<String, JsonText> extras = Own.unread(item, OF_REASONING);
        if (raw) {
            extras.put("content", new JsonText("[]"));
        }
        return Own.annotations(extras);
    }

    private static String texts(JsonValue parts) {
        return parts.elements().stream()
                .flatMap(part -> part.string("text").stream())
                .collect(Collectors.joining("\n\n"));
    }

    static Block.ToolUse toolUse(JsonValue item) {
        boolean custom = type(item).equals("custom_tool_call");
        return new Block.ToolUse(
                item.filled("call_id").or(() -> item.filled("id")).orElse(""),
                item.filled("name").orElse(""),
                item.string(custom ? "input" : "arguments").orElse(""),
                custom ? Block.ToolUse.Kind.CUSTOM : Block.ToolUse.Kind.FUNCTION,
                Own.annotations(Own.unread(item, OF_CALL)));
    }

    /** Log-probabilities as they stand in parts and deltas. */
    static List<TokenProbability> probabilities(JsonValue list) {
        return list.elements().stream().map(ItemReader::probability).toList();
    }

    private static TokenProbability probability(JsonValue value) {
        return new TokenProbability(
                value.string("token").orElse(""),
                value.number("logprob").orElse(0),
                bytes(value.get("bytes")),
                probabilities(value.get("top_logprobs")));
    }

    private static Optional<Bytes> bytes(JsonValue list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[list.elements().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) list.elements().get(i).integer().orElse(0);
        }
        return Optional.of(Bytes.wrap(bytes));
    }
}
