package dev.switchboard.spi.guardrail;

/**
 * What a guardrail decides.
 *
 * @param <T> what it looked at
 */
public sealed interface Verdict<T> {
    /** Nothing wrong. */
    static <T> Verdict<T> allow() {
        return new Allow<>();
    }

    /** Nothing wrong. */
    record Allow<T>() implements Verdict<T> {}

    /**
     * Go on with this instead.
     *
     * @param replacement what to go on with
     * @param reason      for the decision log; never the content
     */
    record Rewrite<T>(T replacement, String reason) implements Verdict<T> {}

    /**
     * Stop here.
     *
     * @param reason for the caller; never the content
     */
    record Block<T>(String reason) implements Verdict<T> {}
}
