package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.StopReason;

/** Google's finish reasons. */
final class StopReasons {
    private StopReasons() {}

    /** @param called whether the model wants a function to be called, for which Google has no reason of its own */
    static StopReason read(String reason, boolean called) {
        return switch (reason) {
            case "STOP" -> called ? StopReason.TOOL_USE : StopReason.END_TURN;
            case "MAX_TOKENS" -> StopReason.MAX_TOKENS;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> StopReason.CONTENT_FILTER;
            default -> StopReason.OTHER; // among them calls that the model botched
        };
    }

    /** Whether the canonical reason says all that Google's says. */
    static boolean isPlain(String reason) {
        return reason.equals("STOP") || reason.equals("MAX_TOKENS");
    }
}
