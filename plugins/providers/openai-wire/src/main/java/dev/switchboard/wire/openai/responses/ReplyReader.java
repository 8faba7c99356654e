package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a whole response. */
final class ReplyReader {
    /** Members that have a canonical form, or repeat what the request said. */
    private static final Set<String> KNOWN = Set.of(
            "background",
            "completed_at",
            "created_at",
            "error",
            "frequency_penalty",
            "id",
            "incomplete_details",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "model",
            "object",
            "output",
            "output_text",
            "parallel_tool_calls",
            "presence_penalty",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "status",
            "store",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "usage",
            "user");

    private ReplyReader() {}

    static ChatResponse read(Bytes body) {
        JsonValue response =
                JsonValue.read(body).filter(JsonValue::isObject).orElseThrow(() -> notAReply("not a JSON object"));
        String status = response.string("status").orElse("completed");
        if (!response.get("error").isBlank() || status.equals("failed") || status.equals("cancelled")) {
            throw Failures.of(response).asException();
        }
        if (!response.get("output").isArray()) {
            throw notAReply("without output");
        }
        if (status.equals("queued") || status.equals("in_progress")) {
            throw notAReply("that is not complete, as a call with \"background\" gets it");
        }
        List<Block> blocks = new ArrayList<>();
        List<TokenProbability> probabilities = new ArrayList<>();
        for (JsonValue item : response.get("output").elements()) {
            blocks.addAll(ItemReader.blocks(item));
            item.get("content")
                    .elements()
                    .forEach(part -> probabilities.addAll(ItemReader.probabilities(part.get("logprobs"))));
        }
        StopReason reason = reason(response, kind -> blocks.stream().anyMatch(kind::isInstance));
        ChatResponse.Choice choice =
                new ChatResponse.Choice(0, blocks, reason, Optional.empty(), probabilities, Extras.NONE);
        return new ChatResponse(
                response.filled("id").orElse(""),
                response.filled("model").orElse(""),
                created(response),
                List.of(choice),
                ResponseUsage.read(response).orElse(Usage.none()),
                extras(response));
    }

    static Instant created(JsonValue response) {
        return Instant.ofEpochSecond(Math.clamp(response.integer("created_at").orElse(0), 0, 253_402_300_799L));
    }

    static Extras extras(JsonValue response) {
        return Extras.of(Wire.OPENAI_RESPONSES, Own.unread(response, KNOWN));
    }

    /** @param has whether a block of that class is there */
    static StopReason reason(JsonValue response, Predicate<Class<? extends Block>> has) {
        if (response.string("status").orElse("").equals("incomplete")) {
            return switch (response.get("incomplete_details").string("reason").orElse("")) {
                case "max_output_tokens" -> StopReason.MAX_TOKENS;
                case "content_filter" -> StopReason.CONTENT_FILTER;
                default -> StopReason.OTHER;
            };
        }
        if (has.test(Block.ToolUse.class)) {
            return StopReason.TOOL_USE;
        }
        return has.test(Block.Refusal.class) ? StopReason.REFUSAL : StopReason.END_TURN;
    }

    private static GatewayException notAReply(String what) {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the upstream answered with something " + what + " (expected: a response)");
    }
}
