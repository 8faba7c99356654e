package dev.switchboard.spi.chat;

/** How long a request is. @param inputTokens as the model counts, 0 or more */
public record TokenCount(long inputTokens) {
    /** @throws IllegalArgumentException if the count is negative */
    public TokenCount {
        if (inputTokens < 0) {
            throw new IllegalArgumentException("inputTokens: " + inputTokens + " (expected: 0 or more)");
        }
    }
}
