package dev.switchboard.launcher.shield;

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

/**
 * A report without bodies and, where texts are not to be seen either, without those.
 *
 * @param texts whether the texts for counting tokens may be seen
 */
record ShieldedReport(ExchangeReport report, boolean texts) implements ExchangeReport {
    @Override
    public String id() {
        return report.id();
    }

    @Override
    public Instant startedAt() {
        return report.startedAt();
    }

    @Override
    public Duration duration() {
        return report.duration();
    }

    @Override
    public Optional<Duration> timeToFirstContent() {
        return report.timeToFirstContent();
    }

    @Override
    public Optional<String> callerId() {
        return report.callerId();
    }

    @Override
    public Optional<String> user() {
        return report.user();
    }

    @Override
    public List<String> tags() {
        return report.tags();
    }

    @Override
    public String dialect() {
        return report.dialect();
    }

    @Override
    public String operation() {
        return report.operation();
    }

    @Override
    public String model() {
        return report.model();
    }

    @Override
    public boolean stream() {
        return report.stream();
    }

    @Override
    public int status() {
        return report.status();
    }

    @Override
    public Outcome outcome() {
        return report.outcome();
    }

    @Override
    public Optional<GatewayError> error() {
        return report.error();
    }

    @Override
    public Usage usage() {
        return report.usage();
    }

    @Override
    public List<AttemptReport> attempts() {
        return texts
                ? report.attempts()
                : report.attempts().stream().map(ShieldedAttempt::of).toList();
    }

    @Override
    public List<Decision> decisions() {
        return report.decisions();
    }

    @Override
    public Optional<String> inputText() {
        return texts ? report.inputText() : Optional.empty();
    }

    @Override
    public long requestBytes() {
        return report.requestBytes();
    }

    @Override
    public long replyBytes() {
        return report.replyBytes();
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
