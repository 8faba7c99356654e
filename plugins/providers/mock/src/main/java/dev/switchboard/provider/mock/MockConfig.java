package dev.switchboard.provider.mock;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Settings of one {@code mock} provider: its script. */
public record MockConfig(
        @Description("Replies by rule; the first rule that matches a request answers it. Without one, the last message"
                + " of the user comes back.")
        List<Rule> replies,

        @Description("Time before each reply that has no delay of its own.") @Default("0s")
        Duration delay,

        @Description("Time between two words of a stream whose rule names none.") @Default("0s")
        Duration tokenInterval,

        @Description("Numbers in a vector when the caller does not say, 1 to 10000.") @Default("1536")
        int dimensions) {

    /** @throws IllegalArgumentException if a setting is out of its range */
    public MockConfig {
        notNegative("delay", delay);
        notNegative("token-interval", tokenInterval);
        range("dimensions", dimensions, 1, 10_000);
    }

    /** When to reply how. Everything is optional; a rule without conditions matches everything. */
    public record Rule(
            @Description("A regular expression that the model's name must match.")
            Optional<String> model,

            @Description("A regular expression that must be found in the last message.")
            Optional<String> message,

            @Description("The text of the reply. {message} stands for the last message, {model} for the model.")
            Optional<String> text,

            @Description("Makes up so many words in place of a text, 1 to 100000.")
            Optional<Integer> tokens,

            @Description("Reasoning before the text.") Optional<String> thinking,

            @Description("Tools that the reply uses, after its text.")
            List<ToolCall> toolCalls,

            @Description("An error in place of a reply.") Optional<Failure> error,
            @Description("Time before the reply begins.") Optional<Duration> delay,

            @Description("Time between two words of a stream.")
            Optional<Duration> tokenInterval,

            @Description("The usage to report. Without it, words are counted.")
            Optional<Counts> usage,

            @Description("Breaks a stream off after so many events.")
            Optional<Integer> cutAfter,

            @Description("Repeats the text until the caller goes away.") @Default("false")
            boolean endless) {

        /** @throws IllegalArgumentException if a setting is out of its range, or two exclude each other */
        public Rule {
            model.ifPresent(pattern -> expression("model", pattern));
            message.ifPresent(pattern -> expression("message", pattern));
            tokens.ifPresent(count -> range("tokens", count, 1, 100_000));
            cutAfter.ifPresent(count -> range("cut-after", count, 0, 1_000_000));
            delay.ifPresent(time -> notNegative("delay", time));
            tokenInterval.ifPresent(time -> notNegative("token-interval", time));
            if (text.isPresent() && tokens.isPresent()) {
                throw new IllegalArgumentException(
                        "tokens: " + tokens.get() + " beside a text (expected: one of them)");
            }
            if (error.isPresent() && (text.isPresent() || tokens.isPresent() || !toolCalls.isEmpty())) {
                throw new IllegalArgumentException("error: beside a reply (expected: one of them)");
            }
        }
    }

    /** One use of a tool. */
    public record ToolCall(
            @Description("The tool.") String name,

            @Description("The arguments as JSON text.") @Default("{}")
            String arguments) {}

    /** An error in place of a reply. */
    public record Failure(
            @Description("What went wrong, such as rate-limit or overloaded.") @Default("upstream")
            ErrorKind kind,

            @Description("The HTTP status, 400 to 599. Without it, the kind's own.")
            Optional<Integer> status,

            @Description("The message.") @Default("the mock provider was told to fail")
            String message,

            @Description("How long to wait before another try.")
            Optional<Duration> retryAfter) {

        /** @throws IllegalArgumentException if the status is no error */
        public Failure {
            status.ifPresent(code -> range("status", code, 400, 599));
        }
    }

    /** Token counts, in buckets that do not overlap. */
    public record Counts(
            @Description("Input tokens that no cache served.") @Default("0")
            long input,

            @Description("Input tokens that a cache served.") @Default("0")
            long cacheRead,

            @Description("Output tokens without reasoning.") @Default("0")
            long output,

            @Description("Output tokens spent on reasoning.") @Default("0")
            long reasoning) {

        /** @throws IllegalArgumentException if a count is negative */
        public Counts {
            range("input", input, 0, Long.MAX_VALUE);
            range("cache-read", cacheRead, 0, Long.MAX_VALUE);
            range("output", output, 0, Long.MAX_VALUE);
            range("reasoning", reasoning, 0, Long.MAX_VALUE);
        }
    }

    private static void range(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }

    private static void notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: 0s or more)");
        }
    }

    private static void expression(String key, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    key + ": \"" + pattern + "\" (expected: a regular expression; " + e.getDescription() + ")", e);
        }
    }
}
