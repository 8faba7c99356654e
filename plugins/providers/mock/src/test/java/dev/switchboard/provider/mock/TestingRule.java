package dev.switchboard.provider.mock;

import dev.switchboard.provider.mock.MockConfig.Counts;
import dev.switchboard.provider.mock.MockConfig.Failure;
import dev.switchboard.provider.mock.MockConfig.Rule;
import dev.switchboard.provider.mock.MockConfig.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes a rule with what the test is about; everything else is absent, as in a file. */
final class TestingRule {
    private Optional<String> model = Optional.empty();
    private Optional<String> message = Optional.empty();
    private Optional<String> text = Optional.empty();
    private Optional<Integer> tokens = Optional.empty();
    private Optional<String> thinking = Optional.empty();
    private List<ToolCall> toolCalls = List.of();
    private Optional<Failure> error = Optional.empty();
    private Optional<Duration> delay = Optional.empty();
    private Optional<Duration> tokenInterval = Optional.empty();
    private Optional<Counts> usage = Optional.empty();
    private Optional<Integer> cutAfter = Optional.empty();
    private boolean endless;

    TestingRule model(String value) {
        model = Optional.of(value);
        return this;
    }

    TestingRule message(String value) {
        message = Optional.of(value);
        return this;
    }

    TestingRule text(String value) {
        text = Optional.of(value);
        return this;
    }

    TestingRule tokens(int value) {
        tokens = Optional.of(value);
        return this;
    }

    TestingRule thinking(String value) {
        thinking = Optional.of(value);
        return this;
    }

    TestingRule toolCall(String name, String arguments) {
        toolCalls = List.of(new ToolCall(name, arguments));
        return this;
    }

    TestingRule error(Failure value) {
        error = Optional.of(value);
        return this;
    }

    TestingRule delay(Duration value) {
        delay = Optional.of(value);
        return this;
    }

    TestingRule tokenInterval(Duration value) {
        tokenInterval = Optional.of(value);
        return this;
    }

    TestingRule usage(Counts value) {
        usage = Optional.of(value);
        return this;
    }

    TestingRule cutAfter(int value) {
        cutAfter = Optional.of(value);
        return this;
    }

    TestingRule endless() {
        endless = true;
        return this;
    }

    Rule build() {
        return new Rule(
                model,
                message,
                text,
                tokens,
                thinking,
                toolCalls,
                error,
                delay,
                tokenInterval,
                usage,
                cutAfter,
                endless);
    }
}
