package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.Reasoning.Mode;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.wire.Changes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much the model shall think, in this format's terms, and the limit of output tokens, which the thinking counts towards.
 *
 * @param type      {@code enabled}, {@code adaptive} or {@code disabled}; empty to say nothing
 * @param budget    tokens for thinking, with {@code enabled}
 * @param display   how much of it to show
 * @param effort    how hard to try
 * @param maxTokens the limit of output tokens
 */
record ThinkingPlan(
        Optional<String> type, OptionalLong budget, Optional<String> display, Optional<String> effort, long maxTokens) {
    /** Whether the model will think because the request says so. */
    boolean on() {
        return type.filter(word -> !word.equals("disabled")).isPresent();
    }

    /**
     * Makes the plan.
     *
     * @param effortOnly whether the caller wrote an effort in this very format and did not ask for thinking
     */
    static ThinkingPlan of(
            ChatRequest request,
            Conversation conversation,
            ModelTraits model,
            long defaultMaxTokens,
            boolean effortOnly,
            Changes changes) {
        return request.reasoning()
                .map(wish -> new Maker(request, conversation, model, defaultMaxTokens, changes, wish).make(effortOnly))
                .orElse(silent(request.maxOutputTokens().orElse(defaultMaxTokens), Optional.empty()));
    }

    private static ThinkingPlan silent(long maxTokens, Optional<String> effort) {
        return new ThinkingPlan(Optional.empty(), OptionalLong.empty(), Optional.empty(), effort, maxTokens);
    }

    private record Maker(
            ChatRequest request,
            Conversation conversation,
            ModelTraits model,
            long defaultMaxTokens,
            Changes changes,
            Reasoning wish) {
        ThinkingPlan make(boolean effortOnly) {
            long maxTokens = request.maxOutputTokens().orElse(defaultMaxTokens);
            if (isOff()) {
                Optional<String> off = model.thinks() ? Optional.of("disabled") : Optional.empty();
                return new ThinkingPlan(off, OptionalLong.empty(), Optional.empty(), Optional.empty(), maxTokens);
            }
            if (effortOnly) {
                return silent(maxTokens, effort());
            }
            if (!model.thinks()) {
                changes.dropped("reasoning", "the chosen model does not think");
                return silent(maxTokens, Optional.empty());
            }
            if (forcesTool()) {
                changes.dropped("thinking", "the chosen provider refuses it together with a tool that must be used");
                return silent(maxTokens, effort());
            }
            return model.adapts() && !(wantsBudget() && model.takesBudget())
                    ? adaptive(maxTokens)
                    : budgeted(maxTokens);
        }

        private boolean isOff() {
            return wish.mode().filter(Mode.DISABLED::equals).isPresent()
                    || wish.effort().filter("none"::equals).isPresent()
                    || wish.budget().isPresent() && wish.budget().getAsLong() == 0;
        }

        private boolean wantsBudget() {
            return wish.budget().isPresent()
                    && wish.mode().filter(Mode.ADAPTIVE::equals).isEmpty();
        }

        private boolean forcesTool() {
            return !request.tools().isEmpty()
                    && request.toolChoice()
                            .filter(choice ->
                                    choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named)
                            .isPresent();
        }

        private ThinkingPlan adaptive(long maxTokens) {
            if (wantsBudget()) {
                changes.changed("thinking", "the chosen model takes an effort in place of a budget");
            }
            return new ThinkingPlan(Optional.of("adaptive"), OptionalLong.empty(), display(), effort(), maxTokens);
        }

        private ThinkingPlan budgeted(long maxTokens) {
            Optional<String> effort = model.takesEffort() ? effort() : Optional.empty();
            if (conversation.continuesToolUseWithoutThinking()) {
                changes.dropped("thinking", "the tool use under way does not begin with reasoning the provider signed");
                return silent(maxTokens, effort);
            }
            long budget = Math.max(wish.budget().orElseGet(() -> Effort.toBudget(wish.effort())), Effort.LEAST_BUDGET);
            if (request.maxOutputTokens().isEmpty()) {
                return enabled(budget, effort, Math.max(maxTokens, budget + Effort.ROOM_FOR_ANSWER));
            }
            if (budget < maxTokens) {
                return enabled(budget, effort, maxTokens);
            }
            if (maxTokens <= Effort.LEAST_BUDGET) {
                changes.dropped("thinking", "max_tokens leaves no room for it (expected: more than 1024)");
                return silent(maxTokens, effort);
            }
            long cut = Math.max(Effort.LEAST_BUDGET, maxTokens / 2);
            changes.changed("thinking", "its budget became " + cut + ", since it must be less than max_tokens");
            return enabled(cut, effort, maxTokens);
        }

        private ThinkingPlan enabled(long budget, Optional<String> effort, long maxTokens) {
            return new ThinkingPlan(Optional.of("enabled"), OptionalLong.of(budget), display(), effort, maxTokens);
        }

        private Optional<String> effort() {
            if (!model.takesEffort()) {
                return Optional.empty();
            }
            Optional<String> wished = wish.effort()
                    .or(() -> wish.budget().stream().mapToObj(Effort::ofBudget).findFirst());
            return wished.map(word -> Effort.spoken(word, model, changes));
        }

        /** Words of other formats for how much to show all ask to show some. */
        private Optional<String> display() {
            return wish.summary().map(word -> word.equals("omitted") ? word : "summarized");
        }
    }
}
