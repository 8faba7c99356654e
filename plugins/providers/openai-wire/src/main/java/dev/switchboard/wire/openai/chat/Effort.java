package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Reasoning;
import java.util.Optional;

/** The effort that a request for reasoning comes to; a budget of tokens has no name in OpenAI's formats. */
public final class Effort {
    private static final long LOW_BUDGET = 2_048;
    private static final long MEDIUM_BUDGET = 8_192;

    private Effort() {}

    /** OpenAI's word; empty if the model shall decide. */
    public static Optional<String> of(Reasoning reasoning) {
        if (reasoning.effort().isPresent()) {
            return reasoning.effort();
        }
        if (reasoning.mode().filter(mode -> mode == Reasoning.Mode.DISABLED).isPresent()) {
            return Optional.of("none");
        }
        if (reasoning.budget().isEmpty()) {
            return Optional.empty();
        }
        long budget = reasoning.budget().getAsLong();
        return Optional.of(budget <= LOW_BUDGET ? "low" : budget <= MEDIUM_BUDGET ? "medium" : "high");
    }
}
