package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A report with every field filled, or with as few as there can be. */
record TestingReport(String id, boolean full, String model, Optional<Bytes> requestBody) implements ExchangeReport {
    static TestingReport full(String id) {
        return new TestingReport(id, true, "gpt-4o", Optional.of(Bytes.utf8("{\n \"q\": \"grüße\"}")));
    }

    static TestingReport bare(String id) {
        return new TestingReport(id, false, "", Optional.empty());
    }

    @Override
    public Instant startedAt() {
        return Instant.parse("2026-11-21T10:15:30.123456Z");
    }

    @Override
    public Duration duration() {
        return Duration.ofNanos(1_234_567_890);
    }

    @Override
    public Optional<Duration> timeToFirstContent() {
        return when(Duration.ofMillis(250));
    }

    @Override
    public Optional<String> callerId() {
        return when("team-a");
    }

    @Override
    public Optional<String> user() {
        return when("user \"7\"");
    }

    @Override
    public List<String> tags() {
        return full ? List.of("batch", "night") : List.of();
    }

    @Override
    public String dialect() {
        return "openai";
    }

    @Override
    public String operation() {
        return "chat";
    }

    @Override
    public boolean stream() {
        return full;
    }

    @Override
    public int status() {
        return full ? 503 : 401;
    }

    @Override
    public Outcome outcome() {
        return full ? Outcome.CUT : Outcome.REFUSED;
    }

    @Override
    public Optional<GatewayError> error() {
        return when(GatewayError.builder(ErrorKind.OVERLOADED, "busy\nnow")
                .type("server_error")
                .code("overloaded")
                .param("model")
                .retryAfter(Duration.ofSeconds(2))
                .fromUpstream()
                .build());
    }

    @Override
    public Usage usage() {
        return full ? Usage.builder().set(Bucket.INPUT, 7).set(Bucket.REASONING, 5).build() : Usage.none();
    }

    @Override
    public List<AttemptReport> attempts() {
        return full ? List.of(new Attempt(1), new Attempt(2)) : List.of();
    }

    @Override
    public List<Decision> decisions() {
        return full ? List.of(new Decision("route", "openai/gpt-4o", "weight 9 of 10")) : List.of();
    }

    @Override
    public long requestBytes() {
        return 17;
    }

    @Override
    public long replyBytes() {
        return 4_000_000_000L;
    }

    @Override
    public Optional<Bytes> replyBody() {
        return when(Bytes.utf8("data: [DONE]\n\n"));
    }

    private <T> Optional<T> when(T value) {
        return full ? Optional.of(value) : Optional.empty();
    }

    private record Attempt(int number) implements AttemptReport {
        @Override
        public String target() {
            return "openai/gpt-4o";
        }

        @Override
        public String provider() {
            return "openai";
        }

        @Override
        public String model() {
            return "gpt-4o-2024-08-06";
        }

        @Override
        public Duration duration() {
            return Duration.ofMillis(900);
        }

        @Override
        public Optional<Duration> timeToFirstContent() {
            return Optional.empty();
        }

        @Override
        public OptionalInt status() {
            return OptionalInt.of(503);
        }

        @Override
        public Optional<GatewayError> error() {
            return Optional.of(GatewayError.of(ErrorKind.OVERLOADED, "busy"));
        }

        @Override
        public Usage usage() {
            return Usage.none();
        }

        @Override
        public Optional<String> upstreamId() {
            return Optional.of("req_1");
        }
    }
}
