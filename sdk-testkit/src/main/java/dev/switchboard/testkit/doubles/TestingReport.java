package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A finished exchange that never took place; the components are those of {@link ExchangeReport}. */
public record TestingReport(
        String id,
        Instant startedAt,
        Duration duration,
        Optional<Duration> timeToFirstContent,
        Optional<String> callerId,
        Optional<String> user,
        List<String> tags,
        String dialect,
        String operation,
        String model,
        boolean stream,
        int status,
        Outcome outcome,
        Optional<GatewayError> error,
        Usage usage,
        List<AttemptReport> attempts,
        List<Decision> decisions,
        Optional<String> inputText,
        long requestBytes,
        long replyBytes,
        Optional<Bytes> requestBody,
        Optional<Bytes> replyBody)
        implements ExchangeReport {

    /** A streamed chat that went well, with every member filled but the bodies. */
    public static TestingReport completed(String id) {
        TestingAttempt attempt = TestingAttempt.answered(1, Target.of("acme", "acme-1"));
        return new TestingReport(
                id,
                TestingContext.NOW,
                Duration.ofMillis(250),
                attempt.timeToFirstContent(),
                Optional.of("team-a"),
                Optional.of("user@example.com"),
                List.of("prod", "batch"),
                "openai",
                "chat",
                "public-model",
                true,
                200,
                Outcome.COMPLETED,
                Optional.empty(),
                attempt.usage(),
                List.of(attempt),
                List.of(new Decision("route", attempt.target(), "the only target")),
                Optional.empty(),
                1_024,
                4_096,
                Optional.empty(),
                Optional.empty());
    }

    /** One that was refused so early that nearly nothing is known about it. */
    public static TestingReport refused(String id, GatewayError error) {
        return new TestingReport(
                id,
                TestingContext.NOW,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "openai",
                "chat",
                "",
                false,
                error.status(),
                Outcome.REFUSED,
                Optional.of(error),
                Usage.none(),
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another end. */
    public TestingReport ended(Outcome other) {
        return with(other, requestBody, replyBody);
    }

    /** The same with bodies, as a callback sees it that wants content. */
    public TestingReport withBodies(Bytes request, Bytes reply) {
        return with(outcome, Optional.of(request), Optional.of(reply));
    }

    private TestingReport with(Outcome newOutcome, Optional<Bytes> newRequestBody, Optional<Bytes> newReplyBody) {
        return new TestingReport(
                id,
                startedAt,
                duration,
                timeToFirstContent,
                callerId,
                user,
                tags,
                dialect,
                operation,
                model,
                stream,
                status,
                newOutcome,
                error,
                usage,
                attempts,
                decisions,
                inputText,
                newRequestBody.map(body -> (long) body.length()).orElse(requestBytes),
                newReplyBody.map(body -> (long) body.length()).orElse(replyBytes),
                newRequestBody,
                newReplyBody);
    }
}
