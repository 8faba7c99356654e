package dev.switchboard.spi.dialect;

import dev.switchboard.spi.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a caller asks of the gateway itself, beside the model. Immutable. */
public final class CallOptions {
    /** Nothing asked. */
    public static final CallOptions NONE = builder().build();

    private final Optional<String> user;
    private final Optional<String> session;
    private final List<String> tags;
    private final Optional<Duration> timeout;
    private final Optional<String> promptId;
    private final Map<String, JsonText> promptVariables;

    private CallOptions(Builder builder) {
        user = builder.user;
        session = builder.session;
        tags = List.copyOf(builder.tags);
        timeout = builder.timeout;
        promptId = builder.promptId;
        promptVariables = Map.copyOf(builder.promptVariables);
    }

    /** Starts with nothing asked. */
    public static Builder builder() {
        return new Builder();
    }

    /** The end user on whose behalf the application calls. */
    public Optional<String> user() {
        return user;
    }

    /** What ties calls of one conversation together. */
    public Optional<String> session() {
        return session;
    }

    /** Labels for routing and reports. */
    public List<String> tags() {
        return tags;
    }

    /** The longest the caller will wait; positive. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** A stored prompt to put before the messages. */
    public Optional<String> promptId() {
        return promptId;
    }

    /** Values for the stored prompt's variables. */
    public Map<String, JsonText> promptVariables() {
        return promptVariables;
    }

    /** Collects options. Not safe for use by several threads. */
    public static final class Builder {
        private final List<String> tags = new ArrayList<>();
        private final Map<String, JsonText> promptVariables = new LinkedHashMap<>();
        private Optional<String> user = Optional.empty();
        private Optional<String> session = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Optional<String> promptId = Optional.empty();

        private Builder() {}

        /** Sets {@link CallOptions#user()}. */
        public Builder user(String value) {
            user = Optional.of(value);
            return this;
        }

        /** Sets {@link CallOptions#session()}. */
        public Builder session(String value) {
            session = Optional.of(value);
            return this;
        }

        /** Adds to {@link CallOptions#tags()}. */
        public Builder tag(String value) {
            tags.add(value);
            return this;
        }

        /** Sets {@link CallOptions#timeout()}. @throws IllegalArgumentException unless it is positive */
        public Builder timeout(Duration value) {
            if (!value.isPositive()) {
                throw new IllegalArgumentException("timeout: " + value + " (expected: more than zero)");
            }
            timeout = Optional.of(value);
            return this;
        }

        /** Sets {@link CallOptions#promptId()}. */
        public Builder promptId(String value) {
            promptId = Optional.of(value);
            return this;
        }

        /** Adds to {@link CallOptions#promptVariables()}. */
        public Builder promptVariable(String name, JsonText value) {
            promptVariables.put(name, value);
            return this;
        }

        /** The options. */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
