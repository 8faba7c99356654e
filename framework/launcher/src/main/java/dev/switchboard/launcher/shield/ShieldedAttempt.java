package dev.switchboard.launcher.shield;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** An attempt without the text of its reply. */
record ShieldedAttempt(AttemptReport attempt) implements AttemptReport {
    /** The same object where there is no text. */
    static AttemptReport of(AttemptReport attempt) {
        return attempt.outputText().isPresent() ? new ShieldedAttempt(attempt) : attempt;
    }

    @Override
    public int number() {
        return attempt.number();
    }

    @Override
    public String target() {
        return attempt.target();
    }

    @Override
    public String provider() {
        return attempt.provider();
    }

    @Override
    public String model() {
        return attempt.model();
    }

    @Override
    public Instant startedAt() {
        return attempt.startedAt();
    }

    @Override
    public Duration duration() {
        return attempt.duration();
    }

    @Override
    public Optional<Duration> timeToFirstContent() {
        return attempt.timeToFirstContent();
    }

    @Override
    public OptionalInt status() {
        return attempt.status();
    }

    @Override
    public Optional<GatewayError> error() {
        return attempt.error();
    }

    @Override
    public End end() {
        return attempt.end();
    }

    @Override
    public Usage usage() {
        return attempt.usage();
    }

    @Override
    public Optional<String> outputText() {
        return Optional.empty();
    }

    @Override
    public long outputCharacters() {
        return attempt.outputCharacters();
    }

    @Override
    public Optional<String> upstreamId() {
        return attempt.upstreamId();
    }
}
