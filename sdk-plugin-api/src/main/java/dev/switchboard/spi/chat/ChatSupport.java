package dev.switchboard.spi.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a provider does with each {@link ChatParameter}: the declared row of the parameter matrix, and the code that carries it
 * out. A translator calls {@link #apply} first and then writes what is left, so that it never has to ask whether it may.
 * Immutable.
 */
public final class ChatSupport {
    private final Map<ChatParameter, Handling> cells;
    private final Set<Wire> own;

    private ChatSupport(Map<ChatParameter, Handling> cells, Set<Wire> own) {
        this.cells = cells;
        this.own = own;
    }

    /** What becomes of a parameter. */
    public enum Handling {
        /** The format has the same parameter. */
        NATIVE,
        /** The format says the same in other words. */
        MAPPED,
        /** It is left out, and the caller is told. */
        DROPPED,
        /** A request with it is answered with an error that names it. */
        REFUSED
    }

    /**
     * Starts a row.
     *
     * @param own the formats whose extras the translator understands and writes
     */
    public static Builder builder(Wire... own) {
        return new Builder(Set.of(own));
    }

    /** What becomes of a parameter. */
    public Handling of(ChatParameter parameter) {
        Handling handling = cells.get(parameter);
        return handling == null ? Handling.REFUSED : handling;
    }

    /** All cells, in the order of the parameters. */
    public Map<ChatParameter, Handling> cells() {
        return cells;
    }

    /** The same with other cells, such as for one model among many. */
    public ChatSupport with(Handling handling, ChatParameter... parameters) {
        Builder builder = new Builder(own);
        builder.cells.putAll(cells);
        return builder.set(handling, parameters).build();
    }

    /**
     * Refuses what must be refused and takes out what must be dropped, and says so.
     *
     * @param changes where to say what was left out
     * @return the request that is to be written
     * @throws GatewayException of kind {@link ErrorKind#UNSUPPORTED} that names the parameter
     */
    public ChatRequest apply(ChatRequest request, Changes changes) {
        ChatRequest left = request;
        for (Map.Entry<ChatParameter, Handling> cell : cells.entrySet()) {
            ChatParameter parameter = cell.getKey();
            if (cell.getValue() == Handling.REFUSED && parameter.isIn(left)) {
                throw refusal(parameter);
            } else if (cell.getValue() == Handling.DROPPED && parameter.isIn(left)) {
                left = parameter.removeFrom(left).orElseThrow(() -> refusal(parameter));
                changes.dropped(parameter.field(), "the chosen provider has no such parameter");
            }
        }
        reportExtras(request, changes);
        return left;
    }

    private static GatewayException refusal(ChatParameter parameter) {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        "The chosen provider cannot do '" + parameter.field()
                                + "'; leave it out or choose another model.")
                .param(parameter.field())
                .code("unsupported_parameter")
                .build()
                .asException();
    }

    private void reportExtras(ChatRequest request, Changes changes) {
        report(request.extras(), changes);
        ChatParameters.annotations(request).forEach(annotations -> report(annotations.extras(), changes));
    }

    private void report(Extras extras, Changes changes) {
        if (!extras.isEmpty() && !own.contains(extras.wire())) {
            extras.members()
                    .keySet()
                    .forEach(name -> changes.dropped(
                            name, "only the format " + extras.wire() + " has it, not the chosen provider"));
        }
    }

    /** Collects cells. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<ChatParameter, Handling> cells = new EnumMap<>(ChatParameter.class);
        private final Set<Wire> own;

        private Builder(Set<Wire> own) {
            this.own = own;
        }

        /** Declares parameters that the format has itself. */
        public Builder natively(ChatParameter... parameters) {
            return set(Handling.NATIVE, parameters);
        }

        /** Declares parameters that the format says in other words. */
        public Builder mapped(ChatParameter... parameters) {
            return set(Handling.MAPPED, parameters);
        }

        /**
         * Declares parameters that are left out.
         *
         * @throws IllegalArgumentException for a parameter that the meaning of a request depends on
         */
        public Builder dropped(ChatParameter... parameters) {
            return set(Handling.DROPPED, parameters);
        }

        /** Declares parameters that are refused. */
        public Builder refused(ChatParameter... parameters) {
            return set(Handling.REFUSED, parameters);
        }

        private Builder set(Handling handling, ChatParameter... parameters) {
            for (ChatParameter parameter : parameters) {
                if (handling == Handling.DROPPED
                        && !ChatRequest.builder("", List.of()).clear(parameter)) {
                    throw new IllegalArgumentException(parameter
                            + " cannot be dropped: a request means something else without it (expected: refused)");
                }
                cells.put(parameter, handling);
            }
            return this;
        }

        /**
         * The row.
         *
         * @throws IllegalStateException if a parameter was not declared; the message names it
         */
        public ChatSupport build() {
            EnumSet<ChatParameter> missing = EnumSet.allOf(ChatParameter.class);
            missing.removeAll(cells.keySet());
            if (!missing.isEmpty()) {
                throw new IllegalStateException("not declared: " + missing + " (expected: each of "
                        + Arrays.toString(ChatParameter.values()) + ")");
            }
            return new ChatSupport(Collections.unmodifiableMap(new EnumMap<>(cells)), own);
        }
    }
}
