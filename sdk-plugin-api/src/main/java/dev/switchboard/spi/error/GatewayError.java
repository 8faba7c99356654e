package dev.switchboard.spi.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * An error as a value: what a dialect writes to the caller and what the decision log keeps.
 *
 * <p>The message holds the offending value, what was expected and the next step, and never a secret. For an error that
 * came from an upstream, message, type, code and param are the upstream's own words.
 */
public final class GatewayError {
    private final ErrorKind kind;
    private final int status;
    private final String message;
    private final Optional<String> type;
    private final Optional<String> code;
    private final Optional<String> param;
    private final Optional<Duration> retryAfter;
    private final Optional<String> detail;
    private final boolean fromUpstream;

    private GatewayError(Builder builder) {
        kind = builder.kind;
        status = builder.status;
        message = builder.message;
        type = builder.type;
        code = builder.code;
        param = builder.param;
        retryAfter = builder.retryAfter;
        detail = builder.detail;
        fromUpstream = builder.fromUpstream;
    }

    /** An error made by the gateway or a plugin, with the kind's own status. */
    public static GatewayError of(ErrorKind kind, String message) {
        return builder(kind, message).build();
    }

    /** Starts an error with the kind's own status. */
    public static Builder builder(ErrorKind kind, String message) {
        return new Builder(kind, message);
    }

    /** What a caller can do about it. */
    public ErrorKind kind() {
        return kind;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** One or more sentences for a person. */
    public String message() {
        return message;
    }

    /** The error type in the words of a dialect or an upstream, such as {@code invalid_request_error}. */
    public Optional<String> type() {
        return type;
    }

    /** A short code for machines, such as {@code model_not_found}. */
    public Optional<String> code() {
        return code;
    }

    /** The request field that is at fault, such as {@code messages[2].content}. */
    public Optional<String> param() {
        return param;
    }

    /** How long to wait before another try, if the source said so. Never negative. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /**
     * What operators are told beside the message, such as an address in their network. Reports and logs hold it; dialects never write
     * it, so that callers do not learn of it.
     */
    public Optional<String> detail() {
        return detail;
    }

    /** The message with the detail, for whoever runs the gateway. */
    public String explained() {
        return message + detail.map(told -> " (" + told + ")").orElse("");
    }

    /** Whether the words are an upstream's; otherwise the gateway's or a plugin's. */
    public boolean fromUpstream() {
        return fromUpstream;
    }

    /** This error as an exception, to leave a deep call. */
    public GatewayException asException() {
        return new GatewayException(this);
    }

    @Override
    public String toString() {
        return kind + " " + status + code.map(c -> " [" + c + "]").orElse("") + ": " + explained();
    }

    /** Collects the parts of an error. Not safe for use by several threads. */
    public static final class Builder {
        private final ErrorKind kind;
        private final String message;
        private int status;
        private Optional<String> type = Optional.empty();
        private Optional<String> code = Optional.empty();
        private Optional<String> param = Optional.empty();
        private Optional<Duration> retryAfter = Optional.empty();
        private Optional<String> detail = Optional.empty();
        private boolean fromUpstream;

        private Builder(ErrorKind kind, String message) {
            this.kind = Objects.requireNonNull(kind);
            this.message = Objects.requireNonNull(message);
            this.status = kind.status();
        }

        /** Replaces the kind's own status. @throws IllegalArgumentException unless 400 to 599 */
        public Builder status(int value) {
            if (value < 400 || value > 599) {
                throw new IllegalArgumentException("status: " + value + " (expected: 400 to 599)");
            }
            status = value;
            return this;
        }

        /** Sets {@link GatewayError#type()}. */
        public Builder type(String value) {
            type = Optional.of(value);
            return this;
        }

        /** Sets {@link GatewayError#code()}. */
        public Builder code(String value) {
            code = Optional.of(value);
            return this;
        }

        /** Sets {@link GatewayError#param()}. */
        public Builder param(String value) {
            param = Optional.of(value);
            return this;
        }

        /** Sets {@link GatewayError#retryAfter()}; a negative duration counts as zero. */
        public Builder retryAfter(Duration value) {
            retryAfter = Optional.of(value.isNegative() ? Duration.ZERO : value);
            return this;
        }

        /** Sets {@link GatewayError#detail()}. */
        public Builder detail(String value) {
            detail = Optional.of(value);
            return this;
        }

        /** Marks the words as an upstream's. */
        public Builder fromUpstream() {
            fromUpstream = true;
            return this;
        }

        /** The error. */
        public GatewayError build() {
            return new GatewayError(this);
        }
    }
}
