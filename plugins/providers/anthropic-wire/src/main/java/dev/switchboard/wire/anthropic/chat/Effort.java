package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.wire.Changes;
import java.util.Optional;

/** Efforts and budgets of thinking, and one for the other. */
final class Effort {
    /** The format takes no less. */
    static final long LEAST_BUDGET = 1_024;
    /** What a limit of output tokens that nobody set leaves beside the budget. */
    static final long ROOM_FOR_ANSWER = 8_192;

    private static final long LOW = 2_048;
    private static final long MEDIUM = 8_192;
    private static final long HIGH = 16_000;
    private static final long HIGHEST = 24_000;

    private Effort() {}

    /** The budget that stands for an effort; a medium one for words that nobody knows. */
    static long toBudget(Optional<String> effort) {
        return switch (effort.orElse("medium")) {
            case "minimal" -> LEAST_BUDGET;
            case "low" -> LOW;
            case "high" -> HIGH;
            case "xhigh", "max" -> HIGHEST;
            default -> MEDIUM;
        };
    }

    /** The effort that stands for a budget. */
    static String ofBudget(long budget) {
        return budget <= LOW ? "low" : budget <= MEDIUM ? "medium" : "high";
    }

    /** A word as the model knows it; one that nobody knows goes on, so that the caller reads the provider's own answer. */
    static String spoken(String word, ModelTraits model, Changes changes) {
        String known = switch (word) {
            case "minimal" -> "low";
            case "xhigh" -> model.generation() < 407 ? "high" : word;
            case "max" -> model.generation() < 406 ? "high" : word;
            default -> word;
        };
        if (!known.equals(word)) {
            changes.changed("effort", "the chosen model knows no " + word + "; it got " + known);
        }
        return known;
    }
}
