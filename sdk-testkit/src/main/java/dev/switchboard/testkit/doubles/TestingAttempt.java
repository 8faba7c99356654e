package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A try at an upstream that never took place; the components are those of {@link AttemptReport}. */
public record TestingAttempt(
        int number,
        String target,
        String provider,
        String model,
        Instant startedAt,
        Duration duration,
        Optional<Duration> timeToFirstContent,
        OptionalInt status,
        Optional<GatewayError> error,
        End end,
        Usage usage,
        Optional<String> outputText,
        long outputCharacters,
        Optional<String> upstreamId)
        implements AttemptReport {

    /** One that took 200 ms, the first content 50 ms, and used 10 tokens in and 20 out. */
    public static TestingAttempt answered(int number, Target target) {
        Usage usage = Usage.builder()
                .set(Usage.Bucket.INPUT, 10)
                .set(Usage.Bucket.OUTPUT, 20)
                .build();
        return new TestingAttempt(
                number,
                target.id(),
                target.provider(),
                target.model(),
                TestingContext.NOW,
                Duration.ofMillis(200),
                Optional.of(Duration.ofMillis(50)),
                OptionalInt.of(200),
                Optional.empty(),
                End.COMPLETED,
                usage,
                Optional.empty(),
                0,
                Optional.of("req-" + number));
    }

    /** One that failed after 30 ms without having used anything. */
    public static TestingAttempt failed(int number, Target target, GatewayError error) {
        return new TestingAttempt(
                number,
                target.id(),
                target.provider(),
                target.model(),
                TestingContext.NOW,
                Duration.ofMillis(30),
                Optional.empty(),
                error.fromUpstream() ? OptionalInt.of(error.status()) : OptionalInt.empty(),
                Optional.of(error),
                End.ERROR,
                Usage.none(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
