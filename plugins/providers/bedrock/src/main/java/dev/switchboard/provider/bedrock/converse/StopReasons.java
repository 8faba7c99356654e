package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.StopReason;

/** This format's words for why a reply ended. */
final class StopReasons {
    private StopReasons() {}

    static StopReason of(String word) {
        return switch (word) {
            case "end_turn" -> StopReason.END_TURN;
            case "max_tokens" -> StopReason.MAX_TOKENS;
            case "model_context_window_exceeded" -> StopReason.CONTEXT_WINDOW;
            case "stop_sequence" -> StopReason.STOP_SEQUENCE;
            case "tool_use" -> StopReason.TOOL_USE;
            case "guardrail_intervened", "content_filtered" -> StopReason.CONTENT_FILTER;
            default -> StopReason.OTHER;
        };
    }
}
