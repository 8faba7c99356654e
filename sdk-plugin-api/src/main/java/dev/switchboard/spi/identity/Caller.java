package dev.switchboard.spi.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Somebody the gateway knows. Immutable. */
public final class Caller {
    private final String id;
    private final boolean operator;
    private final List<String> models;
    private final Map<String, String> attributes;
    private final RoutingOverrides routing;
    private final Set<String> guardrails;

    private Caller(Builder builder) {
        id = builder.id;
        operator = builder.operator;
        models = List.copyOf(builder.models);
        attributes = Map.copyOf(builder.attributes);
        routing = builder.routing;
        guardrails = builder.guardrails;
    }

    /** Starts a caller who may use every model and is no operator. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** A stable name for logs and reports; never the key itself. */
    public String id() {
        return id;
    }

    /** Whether they may use routes for operators. */
    public boolean operator() {
        return operator;
    }

    /** Whether they may use a model. */
    public boolean mayUse(String model) {
        for (String pattern : models) {
            if (matches(pattern, model)) {
                return true;
            }
        }
        return false;
    }

    /** Names that an identity gives for reports and admission, such as {@code team}. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** What the operator wants otherwise for their calls; {@link RoutingOverrides#NONE} for nothing. */
    public RoutingOverrides routing() {
        return routing;
    }

    /**
     * Names of guardrails that look at their calls beside those that look at every call. A call of a caller with a name that the
     * configuration does not have is refused.
     */
    public Set<String> guardrails() {
        return guardrails;
    }

    private static boolean matches(String pattern, String model) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(model);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return model.length() >= head.length() + tail.length() && model.startsWith(head) && model.endsWith(tail);
    }

    @Override
    public String toString() {
        return "Caller[" + id + (operator ? ", operator]" : "]");
    }

    /** Collects the parts of a caller. Not safe for use by several threads. */
    public static final class Builder {
        private final String id;
        private boolean operator;
        private List<String> models = List.of("*");
        private Map<String, String> attributes = Map.of();
        private RoutingOverrides routing = RoutingOverrides.NONE;
        private Set<String> guardrails = Set.of();

        private Builder(String id) {
            this.id = Objects.requireNonNull(id);
        }

        /** Makes them an operator. */
        public Builder operator() {
            operator = true;
            return this;
        }

        /** The models they may use: names, or patterns with one {@code *}. */
        public Builder models(List<String> patterns) {
            models = patterns;
            return this;
        }

        /** Sets {@link Caller#attributes()}. */
        public Builder attributes(Map<String, String> value) {
            attributes = value;
            return this;
        }

        /** Sets {@link Caller#routing()}. */
        public Builder routing(RoutingOverrides value) {
            routing = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Caller#guardrails()}. */
        public Builder guardrails(Collection<String> names) {
            guardrails = Set.copyOf(names);
            return this;
        }

        /** The caller. */
        public Caller build() {
            return new Caller(this);
        }
    }
}
