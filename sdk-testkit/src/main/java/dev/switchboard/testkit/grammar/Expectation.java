package dev.switchboard.testkit.grammar;

import org.opentest4j.AssertionFailedError;

/** Fails in the words of the rule that was broken. */
final class Expectation {
    private Expectation() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionFailedError(otherwise);
        }
    }

    static void equal(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new AssertionFailedError(what + ": " + actual + " (expected: " + expected + ")");
        }
    }
}
