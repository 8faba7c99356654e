package dev.switchboard.wire.anthropic.reply;

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
            case "pause_turn", "compaction" -> StopReason.PAUSE;
            case "refusal" -> StopReason.REFUSAL;
            default -> StopReason.OTHER;
        };
    }
}
