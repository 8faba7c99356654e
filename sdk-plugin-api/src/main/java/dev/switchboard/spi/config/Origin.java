package dev.switchboard.spi.config;

import java.util.Objects;

/**
 * Where a configuration value was written.
 *
 * @param source a file as the operator named it, or a sentence such as {@code environment variable PORT}
 * @param line   line in the source, from 1; 0 if the source has no lines
 * @param column column in the line, from 1; 0 if the source has no lines
 */
public record Origin(String source, int line, int column) {
    public Origin {
        Objects.requireNonNull(source, "source");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line: " + line + ", column: " + column + " (expected: >= 0)");
        }
    }

    /** An origin without lines, for example a flag of the command line. */
    public static Origin of(String source) {
        return new Origin(source, 0, 0);
    }

    /** {@code file:line:column}, or the source alone if it has no lines. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
