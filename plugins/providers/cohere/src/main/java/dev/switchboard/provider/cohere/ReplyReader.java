package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads whole replies. */
final class ReplyReader {
    private static final String EXPECTED = "a chat message";
    private static final Set<String> OF_REPLY = Set.of("id", "message", "finish_reason", "usage", "logprobs");
    private static final Set<String> OF_MESSAGE = Set.of("role", "content", "tool_plan", "tool_calls", "citations");

    private ReplyReader() {}

    static ChatResponse read(Bytes body, String model, Instant now) {
        JsonValue reply = Replies.read(body, EXPECTED);
        JsonValue message = reply.get("message");
        if (!message.isObject()) {
            throw Replies.unexpected(EXPECTED);
        }
        Failure.in(reply).ifPresent(error -> {
            throw error.asException();
        });
        ChatResponse.Choice choice = new ChatResponse.Choice(
                0,
                blocks(message),
                stopReason(reply),
                Optional.empty(),
                Probabilities.of(reply.get("logprobs")),
                unknownOfMessage(message));
        return new ChatResponse(
                reply.string("id").orElse(""),
                model,
                now,
                List.of(choice),
                CohereUsage.ofChat(reply.get("usage")),
                Unknown.members(ChatTranslator.WIRE, reply, OF_REPLY));
    }

    static Extras unknownOfMessage(JsonValue message) {
        return Unknown.members(ChatTranslator.WIRE, message, OF_MESSAGE);
    }

    /** What a model says before it uses tools comes first, as the text it is. */
    private static List<Block> blocks(JsonValue message) {
        List<Block> blocks = new ArrayList<>();
        message.filled("tool_plan").ifPresent(plan -> blocks.add(new Block.Text(plan)));
        List<JsonValue> content = message.get("content").elements();
        for (int i = 0; i < content.size(); i++) {
            blocks.add(block(content.get(i), Citations.of(message, i)));
        }
        for (JsonValue call : message.get("tool_calls").elements()) {
            JsonValue function = call.get("function");
            blocks.add(new Block.ToolUse(
                    call.string("id").orElse(""),
                    function.string("name").orElse(""),
                    function.string("arguments").orElse(""),
                    Block.ToolUse.Kind.FUNCTION,
                    Annotations.NONE));
        }
        return blocks;
    }

    private static Block block(JsonValue part, List<Citation> citations) {
        Optional<Block> thinking =
                part.string("thinking").map(text -> new Block.Thinking(text, Optional.empty(), Annotations.NONE));
        return thinking.or(() -> part.jsonString("text").map(text -> new Block.Text(text, citations, Annotations.NONE)))
                .orElseGet(() -> new Block.Foreign(ChatTranslator.FAMILY, part.text(), Annotations.NONE));
    }

    static StopReason stopReason(JsonValue reply) {
        return switch (reply.string("finish_reason").orElse("")) {
            case "COMPLETE" -> StopReason.END_TURN;
            case "STOP_SEQUENCE" -> StopReason.STOP_SEQUENCE;
            case "MAX_TOKENS" -> StopReason.MAX_TOKENS;
            case "TOOL_CALL" -> StopReason.TOOL_USE;
            case "ERROR_TOXIC" -> StopReason.CONTENT_FILTER;
            default -> StopReason.OTHER;
        };
    }
}
