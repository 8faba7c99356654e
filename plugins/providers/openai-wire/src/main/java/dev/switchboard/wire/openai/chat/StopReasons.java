package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.StopReason;

/** What finish reasons mean, OpenAI's and those of servers that use words of their own. */
final class StopReasons {
    private StopReasons() {}

    /**
     * @param reason   the server's word; empty if it gave none
     * @param usesTool whether the choice holds a tool call: some servers, and OpenAI for a forced tool, then still say
     *                 {@code stop}
     */
    static StopReason of(String reason, boolean usesTool) {
        StopReason plain = switch (reason) {
            case "stop", "eos", "end_turn" -> StopReason.END_TURN;
            case "length", "max_tokens" -> StopReason.MAX_TOKENS;
            case "tool_calls", "function_call", "tool_use" -> StopReason.TOOL_USE;
            case "content_filter", "sensitive" -> StopReason.CONTENT_FILTER; // sensitive: Z.AI
            case "model_length", "model_context_window_exceeded" -> StopReason.CONTEXT_WINDOW; // Mistral, Z.AI
            case "stop_sequence" -> StopReason.STOP_SEQUENCE;
            case "refusal" -> StopReason.REFUSAL;
            default -> StopReason.OTHER;
        };
        boolean unremarkable = plain == StopReason.END_TURN || reason.isEmpty();
        return usesTool && unremarkable ? StopReason.TOOL_USE : plain;
    }
}
