package dev.switchboard.provider.vertex;

/** Who makes the models that an instance reaches: each maker's have a format of their own. */
public enum Publisher {
    /** Gemini. */
    GOOGLE,
    /** Claude. */
    ANTHROPIC
}
