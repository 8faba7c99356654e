package dev.switchboard.osgi;

/** What became of a {@link PluginChange}; each with a sentence for the operator. */
public sealed interface Outcome {
    /** The sentence. */
    String sentence();

    /** It is as asked. */
    record Done(String sentence) implements Outcome {}

    /** It could not be done; what served goes on serving. */
    record Refused(String sentence) implements Outcome {}

    /** It is not decided. */
    record Pending(String sentence) implements Outcome {}
}
