package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.Reasoning.Mode;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What only a maker's models know: members of {@code additionalModelRequestFields}, under the maker's own names. */
final class ModelFields {
    private static final long LEAST_BUDGET = 1_024;
    private static final long LOW = 2_048;
    private static final long MEDIUM = 8_192;
    private static final long HIGH = 16_000;

    private final ModelTraits model;
    private final Changes changes;
    private final Map<String, JsonText> fields = new LinkedHashMap<>();

    private ModelFields(ModelTraits model, Changes changes) {
        this.model = model;
        this.changes = changes;
    }

    /**
     * The members, in order.
     *
     * @param written what the caller wrote in this very format; it decides
     */
    static Map<String, JsonText> of(
            ChatRequest request, ModelTraits model, Optional<JsonText> written, Changes changes) {
        ModelFields made = new ModelFields(model, changes);
        request.topK().ifPresent(made::topK);
        request.reasoning().ifPresent(wish -> made.reasoning(wish, request));
        written.map(JsonValue::of)
                .ifPresent(object -> object.members().forEach((name, value) -> made.fields.put(name, value.text())));
        return made.fields;
    }

    private void topK(long topK) {
        if (model.isNova()) {
            fields.put(
                    "inferenceConfig",
                    new JsonWriter().object().integer("topK", topK).endObject().text());
        } else {
            fields.put("top_k", JsonText.number(topK));
        }
    }

    private static boolean isOff(Reasoning wish) {
        return wish.mode().filter(Mode.DISABLED::equals).isPresent()
                || wish.effort().filter("none"::equals).isPresent()
                || wish.budget().isPresent() && wish.budget().getAsLong() == 0;
    }

    private void reasoning(Reasoning wish, ChatRequest request) {
        if (isOff(wish)) {
            return; // none of these models thinks unless asked to
        }
        switch (model.thinking()) {
            case CLAUDE -> claude(wish, request);
            case NOVA ->
                fields.put(
                        "reasoningConfig",
                        new JsonWriter()
                                .object()
                                .string("type", "enabled")
                                .string("maxReasoningEffort", effort(wish))
                                .endObject()
                                .text());
            case GPT -> fields.put("reasoning_effort", JsonText.string(effort(wish)));
            case NONE -> changes.dropped("reasoning", "the chosen model has no such setting");
        }
    }

    private void claude(Reasoning wish, ChatRequest request) {
        long budget = Math.max(wish.budget().orElseGet(() -> budget(effort(wish))), LEAST_BUDGET);
        long limit = request.maxOutputTokens().orElse(Long.MAX_VALUE);
        if (limit <= LEAST_BUDGET) {
            changes.dropped("reasoning", "max_tokens leaves no room for it (expected: more than 1024)");
            return;
        }
        if (budget >= limit) {
            budget = Math.max(LEAST_BUDGET, limit / 2);
            changes.changed("reasoning", "its budget became " + budget + ", since it must be less than max_tokens");
        }
        fields.put(
                "thinking",
                new JsonWriter()
                        .object()
                        .string("type", "enabled")
                        .integer("budget_tokens", budget)
                        .endObject()
                        .text());
    }

    /** The three words that all makers know. */
    private static String effort(Reasoning wish) {
        String word = wish.effort()
                .orElseGet(() -> wish.budget().isEmpty()
                        ? "medium"
                        : wish.budget().getAsLong() <= LOW
                                ? "low"
                                : wish.budget().getAsLong() <= MEDIUM ? "medium" : "high");
        return switch (word) {
            case "minimal", "low" -> "low";
            case "high", "xhigh", "max" -> "high";
            default -> "medium";
        };
    }

    private static long budget(String effort) {
        return switch (effort) {
            case "low" -> LOW;
            case "high" -> HIGH;
            default -> MEDIUM;
        };
    }
}
