package dev.switchboard.provider.ollama;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.wire.openai.chat.Probabilities;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.Unknown;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model said: a whole reply, or one piece of it, which looks the same. Ollama's replies have no id, and its tool calls
 * have none in older versions; ids are made of the time of the reply, which has nanoseconds.
 */
final class Said {
    private static final String EXPECTED = "a chat message";
    private static final Set<String> OF_REPLY = Set.of(
            "model",
            "created_at",
            "message",
            "done",
            "done_reason",
            "prompt_eval_count",
            "eval_count",
            "logprobs",
            "error");
    private static final Set<String> OF_MESSAGE = Set.of("role", "content", "thinking", "tool_calls");

    private final JsonValue json;
    private final JsonValue message;

    Said(JsonValue json) {
        this.json = json;
        this.message = json.get("message");
        if (!message.isObject()) {
            throw Replies.unexpected(EXPECTED);
        }
    }

    /** Reads a whole reply. */
    static ChatResponse whole(Bytes body) {
        Said said = new Said(Replies.read(body, EXPECTED));
        List<Block> blocks = new ArrayList<>();
        said.thinking().ifPresent(text -> blocks.add(new Block.Thinking(text, Optional.empty(), Annotations.NONE)));
        said.text().ifPresent(text -> blocks.add(new Block.Text(text)));
        List<Block.ToolUse> uses = said.toolUses(said.time(), 0);
        blocks.addAll(uses);
        ChatResponse.Choice choice = new ChatResponse.Choice(
                0,
                blocks,
                said.stopReason(!uses.isEmpty()),
                Optional.empty(),
                Probabilities.of(said.json.get("logprobs")),
                Unknown.members(ChatTranslator.WIRE, said.message, OF_MESSAGE));
        return new ChatResponse(
                said.id(),
                said.model(),
                said.time(),
                List.of(choice),
                said.usage(),
                Unknown.members(ChatTranslator.WIRE, said.json, OF_REPLY));
    }

    /** What a piece says that the canonical form does not know. */
    List<ChatEvent> unknown() {
        List<ChatEvent> events = new ArrayList<>(Unknown.events(ChatTranslator.FAMILY, message, OF_MESSAGE));
        events.addAll(Unknown.events(ChatTranslator.FAMILY, json, OF_REPLY));
        return events;
    }

    String model() {
        return json.string("model").orElse("");
    }

    Instant time() {
        try {
            return json.string("created_at").map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    String id() {
        return "chat_" + name(time());
    }

    Optional<String> text() {
        return message.filled("content");
    }

    Optional<String> thinking() {
        return message.filled("thinking");
    }

    /**
     * The tools to use.
     *
     * @param begun  when the reply began
     * @param before how many came before
     */
    List<Block.ToolUse> toolUses(Instant begun, int before) {
        List<Block.ToolUse> uses = new ArrayList<>();
        for (JsonValue call : message.get("tool_calls").elements()) {
            JsonValue function = call.get("function");
            int index = before + uses.size();
            uses.add(new Block.ToolUse(
                    call.filled("id").orElseGet(() -> "call_" + name(begun) + "_" + index),
                    function.string("name").orElse(""),
                    function.get("arguments").isObject()
                            ? function.get("arguments").text().text()
                            : "",
                    Block.ToolUse.Kind.FUNCTION,
                    Annotations.NONE));
        }
        return uses;
    }

    JsonValue probabilities() {
        return json.get("logprobs");
    }

    boolean done() {
        return json.bool("done").orElse(false);
    }

    /** Ollama says {@code stop} also where the model wants tools. */
    StopReason stopReason(boolean tools) {
        return switch (json.string("done_reason").orElse("stop")) {
            case "stop" -> tools ? StopReason.TOOL_USE : StopReason.END_TURN;
            case "length" -> StopReason.MAX_TOKENS;
            default -> StopReason.OTHER; // load, unload
        };
    }

    /** Reasoning is counted as output; a prompt that was in the cache counts, too. */
    Usage usage() {
        return Usage.builder()
                .set(Bucket.INPUT, Replies.count(json, "prompt_eval_count"))
                .set(Bucket.OUTPUT, Replies.count(json, "eval_count"))
                .build();
    }

    private static String name(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(time.getNano()))
                .toString(Character.MAX_RADIX);
    }
}
