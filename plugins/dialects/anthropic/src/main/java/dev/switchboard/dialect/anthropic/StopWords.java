package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.StopReason;

/** Anthropic's words for why a reply ended. */
final class StopWords {
    private StopWords() {}

    /** @param usesTool whether the reply uses a tool: some servers then still say that the turn ended */
    static String of(StopReason reason, boolean usesTool, boolean refuses) {
        return switch (reason) {
            case MAX_TOKENS -> "max_tokens";
            case CONTEXT_WINDOW -> "model_context_window_exceeded";
            case STOP_SEQUENCE -> "stop_sequence";
            case TOOL_USE -> "tool_use";
            case CONTENT_FILTER, REFUSAL -> "refusal";
            case PAUSE -> "pause_turn";
            default -> usesTool ? "tool_use" : refuses ? "refusal" : "end_turn";
        };
    }
}
