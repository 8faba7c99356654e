package dev.switchboard.spi.identity;

import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator wants otherwise for all calls of one caller. A call's own {@link CallOptions} can add to it within what it
 * allows. Immutable.
 */
public final class RoutingOverrides {
    /** The key of {@link #fallbacks()} that stands for every model without an entry of its own. */
    public static final String EVERY_MODEL = "*";

    /** Nothing otherwise. */
    public static final RoutingOverrides NONE = builder().build();

    private final Map<String, String> aliases;
    private final Map<String, List<String>> fallbacks;
    private final Set<String> tags;
    private final Optional<String> region;
    private final Optional<Priority> priority;
    private final Optional<Integer> retries;
    private final Optional<Duration> timeout;

    private RoutingOverrides(Builder builder) {
        aliases = Map.copyOf(builder.aliases);
        fallbacks = Map.copyOf(builder.fallbacks);
        tags = Set.copyOf(builder.tags);
        region = builder.region;
        priority = builder.priority;
        retries = builder.retries;
        timeout = builder.timeout;
    }

    /** Starts with nothing otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The model that is meant by a name. An alias grants nothing: the caller has to be allowed to use what it means. */
    public String meaning(String model) {
        return aliases.getOrDefault(model, model);
    }

    /** Names the caller may ask for, and the model each of them means instead. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /**
     * Models to go to when a model cannot answer, in order, by its name or {@link #EVERY_MODEL}; instead of those that the
     * configuration lists, unless the call names some itself.
     */
    public Map<String, List<String>> fallbacks() {
        return fallbacks;
    }

    /** The models to go to when one cannot answer; empty for those that the configuration lists. */
    public List<String> fallbacks(String model) {
        List<String> own = fallbacks.get(model);
        return own == null ? fallbacks.getOrDefault(EVERY_MODEL, List.of()) : own;
    }

    /** Labels that every call gets beside its own. */
    public Set<String> tags() {
        return tags;
    }

    /** The only region that calls may go to, in the operator's words; a call cannot choose another. */
    public Optional<String> region() {
        return region;
    }

    /** How much calls matter; a call can only ask for less. Empty for {@link Priority#NORMAL}. */
    public Optional<Priority> priority() {
        return priority;
    }

    /** The most further attempts, 0 or more. It can lower what the configuration allows, not raise it. */
    public Optional<Integer> retries() {
        return retries;
    }

    /** The longest a call may take; positive. It can lower what the configuration allows, not raise it. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /**
     * These overrides of somebody who belongs to others, such as a key of a team. What restricts (region, priority) holds as the
     * others have it; tags of both count; of all else the narrower wish counts.
     */
    public RoutingOverrides within(RoutingOverrides wider) {
        if (wider == NONE) {
            return this;
        }
        if (this == NONE) {
            return wider;
        }
        Builder both = builder();
        both.aliases.putAll(wider.aliases);
        both.aliases.putAll(aliases);
        both.fallbacks.putAll(wider.fallbacks);
        both.fallbacks.putAll(fallbacks);
        both.tags.addAll(wider.tags);
        both.tags.addAll(tags);
        both.region = wider.region.or(() -> region);
        both.priority = wider.priority.or(() -> priority);
        both.retries = retries.or(() -> wider.retries);
        both.timeout = timeout.or(() -> wider.timeout);
        return both.build();
    }

    /** A call's wish for further attempts and what is wanted here: the lower. */
    public Optional<Integer> retries(CallOptions call) {
        return lower(retries, call.retries());
    }

    /** A call's own time limit and the one here: the shorter. */
    public Optional<Duration> timeout(CallOptions call) {
        return lower(timeout, call.timeout());
    }

    private static <T extends Comparable<T>> Optional<T> lower(Optional<T> one, Optional<T> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }

    /** Collects overrides. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> aliases = new HashMap<>();
        private final Map<String, List<String>> fallbacks = new HashMap<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private Optional<String> region = Optional.empty();
        private Optional<Priority> priority = Optional.empty();
        private Optional<Integer> retries = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();

        private Builder() {}

        /** Adds to {@link RoutingOverrides#aliases()}. */
        public Builder alias(String name, String model) {
            aliases.put(name, model);
            return this;
        }

        /** Adds to {@link RoutingOverrides#fallbacks()}. */
        public Builder fallbacks(String model, List<String> models) {
            fallbacks.put(model, List.copyOf(models));
            return this;
        }

        /** Adds to {@link RoutingOverrides#tags()}. */
        public Builder tags(List<String> labels) {
            tags.addAll(labels);
            return this;
        }

        /** Sets {@link RoutingOverrides#region()}. */
        public Builder region(Optional<String> value) {
            region = value;
            return this;
        }

        /** Sets {@link RoutingOverrides#priority()}. */
        public Builder priority(Optional<Priority> value) {
            priority = value;
            return this;
        }

        /** Sets {@link RoutingOverrides#retries()}. @throws IllegalArgumentException if negative */
        public Builder retries(Optional<Integer> value) {
            value.filter(number -> number < 0).ifPresent(number -> {
                throw new IllegalArgumentException("retries: " + number + " (expected: 0 or more)");
            });
            retries = value;
            return this;
        }

        /** Sets {@link RoutingOverrides#timeout()}. @throws IllegalArgumentException unless positive */
        public Builder timeout(Optional<Duration> value) {
            value.filter(time -> !time.isPositive()).ifPresent(time -> {
                throw new IllegalArgumentException("timeout: " + time + " (expected: more than 0)");
            });
            timeout = value;
            return this;
        }

        /** The overrides. */
        public RoutingOverrides build() {
            return new RoutingOverrides(this);
        }
    }
}
