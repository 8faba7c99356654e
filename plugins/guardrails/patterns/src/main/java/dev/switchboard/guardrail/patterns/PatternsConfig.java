package dev.switchboard.guardrail.patterns;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.util.List;

/** Settings of one {@code patterns} guardrail. */
public record PatternsConfig(
        @Description("What is looked at: request, reply, or both. A streamed reply is held back until it is whole.")
        @Default("[request]")
        List<Side> check,

        @Description("What is looked for; at least one.") List<Rule> rules) {
    /** @throws IllegalArgumentException if there is nothing to look at or for */
    public PatternsConfig {
        if (check.isEmpty()) {
            throw new IllegalArgumentException("check: nothing (expected: request, reply, or both)");
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("rules: none (expected: at least one)");
        }
    }

    /** Something to look for. */
    public record Rule(
            @Description("What the rule is about; shown to callers when it blocks.")
            String name,

            @Description("A regular expression in RE2's syntax, which takes linear time on any text.")
            String pattern,

            @Description("block refuses the call; mask puts the replacement in place of the match.") @Default("block")
            Action action,

            @Description("What a masked match becomes.") @Default("[removed]")
            String replacement) {
        /** @throws IllegalArgumentException if the pattern is not one */
        public Rule {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "pattern: " + e.getDescription() + " (expected: a regular expression in RE2's syntax)", e);
            }
        }
    }

    /** What to do with a match. */
    public enum Action {
        /** Refuse the call. */
        BLOCK,
        /** Replace the match. */
        MASK
    }

    /** What to look at. */
    public enum Side {
        /** What the caller sends. */
        REQUEST,
        /** What the model answers. */
        REPLY
    }
}
