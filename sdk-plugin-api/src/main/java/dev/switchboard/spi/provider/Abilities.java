package dev.switchboard.spi.provider;

import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider can do: operations it translates to HTTP, operations it executes in this process, and wire formats it
 * speaks natively. What is not listed is refused for it with an error that names the operation. Immutable.
 */
public final class Abilities {
    private final Map<Operation<?, ?, ?>, Translator<?, ?, ?>> translators;
    private final Map<Wire, Translator<?, ?, ?>> ownTranslators;
    private final Map<Operation<?, ?, ?>, LocalModel<?, ?, ?>> locals;
    private final Map<Wire, Relay> relays;
    private final Map<Wire, SampleExchange> samples;
    private final Optional<ChatSupport> chatSupport;

    private Abilities(Builder builder) {
        translators = Map.copyOf(builder.translators);
        ownTranslators = Map.copyOf(builder.ownTranslators);
        locals = Map.copyOf(builder.locals);
        relays = Map.copyOf(builder.relays);
        samples = Map.copyOf(builder.samples);
        chatSupport = builder.chatSupport;
    }

    /** Starts with no ability. */
    public static Builder builder() {
        return new Builder();
    }

    /** How an operation is translated to HTTP. */
    @SuppressWarnings("unchecked") // the builder pairs operations and translators of the same types
    public <Q, R, E extends StreamEvent> Optional<Translator<Q, R, E>> translator(Operation<Q, R, E> operation) {
        return Optional.ofNullable((Translator<Q, R, E>) translators.get(operation));
    }

    /**
     * How an operation is translated for callers of a wire format: by the translator that writes and reads that very format
     * where there is one, so that nothing the caller said is lost and relayed replies can be understood; otherwise as for
     * all callers.
     */
    @SuppressWarnings("unchecked") // the builder demands the operation with the translator of a wire
    public <Q, R, E extends StreamEvent> Optional<Translator<Q, R, E>> translator(
            Operation<Q, R, E> operation, Wire wire) {
        Translator<?, ?, ?> own = ownTranslators.get(wire);
        return own == null ? translator(operation) : Optional.of((Translator<Q, R, E>) own);
    }

    /** How an operation is executed in this process. */
    @SuppressWarnings("unchecked") // the builder pairs operations and models of the same types
    public <Q, R, E extends StreamEvent> Optional<LocalModel<Q, R, E>> local(Operation<Q, R, E> operation) {
        return Optional.ofNullable((LocalModel<Q, R, E>) locals.get(operation));
    }

    /** How bytes of a wire format are relayed. */
    public Optional<Relay> relay(Wire wire) {
        return Optional.ofNullable(relays.get(wire));
    }

    /** Whether callers of a wire format are answered in that format itself, by a relay or by a translator of its own. */
    public boolean speaks(Wire wire) {
        return relays.containsKey(wire) || ownTranslators.containsKey(wire);
    }

    /** The names of the operations that are translated or executed here, in alphabetical order. */
    public Set<String> operations() {
        Set<String> names = new TreeSet<>();
        translators.keySet().forEach(operation -> names.add(operation.name()));
        locals.keySet().forEach(operation -> names.add(operation.name()));
        return names;
    }

    /** What becomes of each parameter of a chat that is translated, if the provider declares it. */
    public Optional<ChatSupport> chatSupport() {
        return chatSupport;
    }

    /** The wire formats that are relayed. */
    public Set<Wire> wires() {
        return new LinkedHashSet<>(relays.keySet());
    }

    /**
     * Takes each sample through its relay. The gateway does so once it has made the provider; nothing is sent.
     *
     * @throws IllegalStateException if a relay does not understand its own sample
     */
    public void checkSamples() {
        samples.forEach((wire, sample) -> relay(wire).ifPresent(relay -> sample.passThrough(wire, relay)));
    }

    @Override
    public String toString() {
        return "Abilities[operations=" + operations() + ", wires="
                + new TreeSet<>(wires().stream().map(Wire::name).toList()) + "]";
    }

    /** Collects abilities. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<Operation<?, ?, ?>, Translator<?, ?, ?>> translators = new HashMap<>();
        private final Map<Wire, Translator<?, ?, ?>> ownTranslators = new HashMap<>();
        private final Map<Operation<?, ?, ?>, LocalModel<?, ?, ?>> locals = new HashMap<>();
        private final Map<Wire, Relay> relays = new HashMap<>();
        private final Map<Wire, SampleExchange> samples = new HashMap<>();
        private Optional<ChatSupport> chatSupport = Optional.empty();

        private Builder() {}

        /** Translates an operation to HTTP. */
        public <Q, R, E extends StreamEvent> Builder translate(
                Operation<Q, R, E> operation, Translator<Q, R, E> translator) {
            translators.put(operation, translator);
            return this;
        }

        /**
         * Translates an operation for callers of one wire format, by a translator that writes and reads that format itself: for
         * providers that speak several formats for the same operation.
         */
        public <Q, R, E extends StreamEvent> Builder translate(
                Operation<Q, R, E> operation, Wire wire, Translator<Q, R, E> translator) {
            Objects.requireNonNull(operation);
            ownTranslators.put(wire, translator);
            return this;
        }

        /** Executes an operation in this process. */
        public <Q, R, E extends StreamEvent> Builder local(Operation<Q, R, E> operation, LocalModel<Q, R, E> model) {
            locals.put(operation, model);
            return this;
        }

        /** Speaks a wire format natively. */
        public Builder relay(Wire wire, Relay relay) {
            relays.put(wire, relay);
            samples.remove(wire);
            return this;
        }

        /** Speaks a wire format natively, and goes through a call of its own before it serves. */
        public Builder relay(Wire wire, Relay relay, SampleExchange sample) {
            relays.put(wire, relay);
            samples.put(wire, sample);
            return this;
        }

        /** Declares what becomes of each parameter of a translated chat: for the documentation and the contract suite. */
        public Builder chatSupport(ChatSupport support) {
            chatSupport = Optional.of(support);
            return this;
        }

        /** The abilities. */
        public Abilities build() {
            return new Abilities(this);
        }
    }
}
