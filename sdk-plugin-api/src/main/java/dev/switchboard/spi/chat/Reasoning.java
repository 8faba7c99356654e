package dev.switchboard.spi.chat;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much the model shall think.
 *
 * @param mode    on, off or the model's choice, if the caller said so
 * @param effort  in the caller's words, such as {@code low}, {@code high}
 * @param budget  reasoning tokens at most
 * @param summary how much of it to show, in the caller's words, such as {@code auto}
 */
public record Reasoning(Optional<Mode> mode, Optional<String> effort, OptionalLong budget, Optional<String> summary) {
    /** Whether to think at all. */
    public enum Mode {
        /** Think. */
        ENABLED,
        /** Do not. */
        DISABLED,
        /** The model decides. */
        ADAPTIVE
    }
}
