package dev.switchboard.pipeline;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The report of an exchange. */
record FinishedExchange(
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
    /** The same for who is no callback. */
    FinishedExchange withoutBodies() {
        if (requestBody.isEmpty() && replyBody.isEmpty()) {
            return this;
        }
        return new FinishedExchange(
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
                outcome,
                error,
                usage,
                attempts,
                decisions,
                inputText,
                requestBytes,
                replyBytes,
                Optional.empty(),
                Optional.empty());
    }
}
