package dev.switchboard.spi.schema;

import java.util.regex.Pattern;

/**
 * What a provider can read of a regular expression.
 *
 * @param demanded what an expression looks like that it heeds
 * @param refused  parts of an expression that it does not know
 */
record Patterns(Pattern demanded, Pattern refused) {
    /** Whether it takes an expression. */
    boolean take(String expression) {
        return demanded.matcher(expression).matches()
                && !refused.matcher(expression).find();
    }
}
