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
    private final List<String> fallbacks;
    private final Optional<Integer> retries;
    private final Optional<String> region;
    private final Optional<Priority> priority;

    /** How much a call matters when there is not room for all. */
    public enum Priority {
        /** The first to be refused: what can wait. */
        LOW,
        /** Everything else. */
        NORMAL,
        /** The last to be refused: where a person waits. */
        HIGH
    }

    private CallOptions(Builder builder) {
        user = builder.user;
        session = builder.session;
        tags = List.copyOf(builder.tags);
        timeout = builder.timeout;
        promptId = builder.promptId;
        promptVariables = Map.copyOf(builder.promptVariables);
        fallbacks = List.copyOf(builder.fallbacks);
        retries = builder.retries;
        region = builder.region;
        priority = builder.priority;
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

    /** Models to go to when the one that is asked for cannot answer, in order, instead of those that the operator lists. */
    public List<String> fallbacks() {
        return fallbacks;
    }

    /** The most further attempts; 0 or more. It can lower what the operator allows, not raise it. */
    public Optional<Integer> retries() {
        return retries;
    }

    /** The only region that the call may go to, in the operator's words. */
    public Optional<String> region() {
        return region;
    }

    /** How much the call matters. It can lower what the caller is granted, not raise it. */
    public Optional<Priority> priority() {
        return priority;
    }

    /** Collects options. Not safe for use by several threads. */
    public static final class Builder {
        private final List<String> tags = new ArrayList<>();
        private final Map<String, JsonText> promptVariables = new LinkedHashMap<>();
        private Optional<String> user = Optional.empty();
        private Optional<String> session = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Optional<String> promptId = Optional.empty();
        private final List<String> fallbacks = new ArrayList<>();
        private Optional<Integer> retries = Optional.empty();
        private Optional<String> region = Optional.empty();
        private Optional<Priority> priority = Optional.empty();

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

        /** Adds to {@link CallOptions#fallbacks()}. */
        public Builder fallback(String model) {
            fallbacks.add(model);
            return this;
        }

        /** Sets {@link CallOptions#retries()}. @throws IllegalArgumentException if it is negative */
        public Builder retries(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("retries: " + value + " (expected: 0 or more)");
            }
            retries = Optional.of(value);
            return this;
        }

        /** Sets {@link CallOptions#region()}. */
        public Builder region(String value) {
            region = Optional.of(value);
            return this;
        }

        /** Sets {@link CallOptions#priority()}. */
        public Builder priority(Priority value) {
            priority = Optional.of(value);
            return this;
        }

        /** The options. */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
