package dev.switchboard.spi.example;

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

/** A finished chat that went well. */
record TestingReport(String id, long millis) implements ExchangeReport {
    @Override
    public Instant startedAt() {
        return TestingContext.NOW;
    }

    @Override
    public Duration duration() {
        return Duration.ofMillis(millis);
    }

    @Override
    public Optional<Duration> timeToFirstContent() {
        return Optional.empty();
    }

    @Override
    public Optional<String> callerId() {
        return Optional.of("team/a");
    }

    @Override
    public Optional<String> user() {
        return Optional.empty();
    }

    @Override
    public List<String> tags() {
        return List.of();
    }

    @Override
    public String dialect() {
        return "plain";
    }

    @Override
    public String operation() {
        return "chat";
    }

    @Override
    public String model() {
        return "demo";
    }

    @Override
    public boolean stream() {
        return false;
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public Outcome outcome() {
        return Outcome.COMPLETED;
    }

    @Override
    public Optional<GatewayError> error() {
        return Optional.empty();
    }

    @Override
    public Usage usage() {
        return Usage.none();
    }

    @Override
    public List<AttemptReport> attempts() {
        return List.of();
    }

    @Override
    public List<Decision> decisions() {
        return List.of();
    }

    @Override
    public Optional<String> inputText() {
        return Optional.empty();
    }

    @Override
    public long requestBytes() {
        return 0;
    }

    @Override
    public long replyBytes() {
        return 0;
    }

    @Override
    public Optional<Bytes> requestBody() {
        return Optional.empty();
    }

    @Override
    public Optional<Bytes> replyBody() {
        return Optional.empty();
    }
}
