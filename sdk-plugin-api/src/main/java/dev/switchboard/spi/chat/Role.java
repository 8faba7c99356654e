package dev.switchboard.spi.chat;

/** Who speaks a message. */
public enum Role {
    /** The operator of the application, to the model. */
    SYSTEM,
    /** The same, in the words of newer OpenAI models. */
    DEVELOPER,
    /** The person or program that asks. */
    USER,
    /** The model. */
    ASSISTANT,
    /** Results of tools. */
    TOOL
}
