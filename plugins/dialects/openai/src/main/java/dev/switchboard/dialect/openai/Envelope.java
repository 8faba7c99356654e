package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What whole replies and the chunks of streamed ones have in common. */
final class Envelope {
    /** Members this dialect writes itself, and {@code error}, which makes SDKs take a good reply for a failure. */
    private static final Set<String> OWN = Set.of("id", "object", "created", "model", "choices", "usage", "error");

    private static final Set<String> OWN_IN_CHOICE =
            Set.of("index", "message", "delta", "text", "finish_reason", "error");

    private Envelope() {}

    /** The upstream's id, or one of our own if it gave none. */
    static String id(String id, String prefix) {
        return id.isEmpty() ? prefix + UUID.randomUUID().toString().replace("-", "") : id;
    }

    /** Everything before the choices. */
    static void writeHead(
            JsonWriter json, String id, String object, Instant created, String model, Map<String, JsonText> extras) {
        json.string("id", id).string("object", object);
        json.integer("created", created.getEpochSecond()).string("model", model);
        OwnExtras.write(json, extras, OWN);
    }

    /** A choice's members beside its content and the reason for its end. */
    static void writeChoiceExtras(JsonWriter json, ChatResponse.Choice choice) {
        Map<String, JsonText> extras = OwnExtras.in(choice.extras());
        if (!extras.containsKey("logprobs")) {
            boolean refused = choice.content().stream().anyMatch(Block.Refusal.class::isInstance)
                    && choice.content().stream().noneMatch(Block.Text.class::isInstance);
            ProbabilityWriter.write(json, choice.probabilities(), refused);
        }
        OwnExtras.write(json, extras, OWN_IN_CHOICE);
    }

    /** OpenAI's word for the end of a choice. @param legacy whether the caller speaks of functions, as before tools */
    static String finishReason(StopReason reason, boolean legacy) {
        return switch (reason) {
            case MAX_TOKENS, CONTEXT_WINDOW -> "length";
            case TOOL_USE -> legacy ? "function_call" : "tool_calls";
            case CONTENT_FILTER, REFUSAL -> "content_filter";
            default -> "stop";
        };
    }
}
