package dev.switchboard.spi.chat;

/** Why a reply ended. Reasons may be added in a minor version: switch with a default. */
public enum StopReason {
    /** The model had said it all. */
    END_TURN,
    /** The limit of output tokens was reached. */
    MAX_TOKENS,
    /** The context window was full. */
    CONTEXT_WINDOW,
    /** A stop sequence came up. */
    STOP_SEQUENCE,
    /** The model waits for tool results. */
    TOOL_USE,
    /** A filter of the provider's cut it. */
    CONTENT_FILTER,
    /** The model declined. */
    REFUSAL,
    /** A long turn paused; send it back to go on. */
    PAUSE,
    /** Something else. */
    OTHER
}
