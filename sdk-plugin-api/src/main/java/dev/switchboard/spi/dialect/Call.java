package dev.switchboard.spi.dialect;

import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.wire.Changes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller's request: the bytes it came as, and the canonical form that is made of them when somebody first asks.
 *
 * @param <Q> the canonical request
 */
public final class Call<Q> {
    private final String model;
    private final boolean stream;
    private final boolean usageRequested;
    private final Framing framing;
    private final OptionalLong maxOutputTokens;
    private final Optional<String> serviceTier;
    private final Supplier<BeyondText> beyondText;
    private final CallOptions options;
    private final Changes changes;
    private final Optional<String> nativeOnly;
    private final Optional<JsonDocument> body;
    private final Optional<Supplier<String>> identity;
    private final Supplier<Q> reader;
    private final boolean rewritten;
    private volatile @Nullable Q request;

    private Call(Builder<Q> builder, boolean rewritten) {
        this.model = builder.model;
        this.stream = builder.stream;
        this.usageRequested = builder.usageRequested;
        this.framing = builder.framing;
        this.maxOutputTokens = builder.maxOutputTokens;
        this.serviceTier = builder.serviceTier;
        this.beyondText = builder.beyondText;
        this.options = builder.options;
        this.changes = builder.changes;
        this.nativeOnly = builder.nativeOnly;
        this.body = builder.body;
        this.identity = builder.identity;
        this.reader = builder.reader;
        this.rewritten = rewritten;
    }

    /**
     * Starts a call.
     *
     * @param model  the public model name; empty for an operation without one
     * @param reader makes the canonical request, at most once in most cases; may throw
     *               {@link dev.switchboard.spi.error.GatewayException}
     */
    public static <Q> Builder<Q> builder(String model, Supplier<Q> reader) {
        return new Builder<>(model, reader);
    }

    /** The public model name the caller wrote; empty for an operation without one. */
    public String model() {
        return model;
    }

    /** Whether the caller wants a stream. */
    public boolean stream() {
        return stream;
    }

    /** Whether the caller wants usage reported in the stream. */
    public boolean usageRequested() {
        return usageRequested;
    }

    /** How the caller wants the events of a stream told apart; server-sent events unless its format has a choice. */
    public Framing framing() {
        return framing;
    }

    /** The most tokens that all answers together may have, where the caller sets a limit: one answer's, times their number. */
    public OptionalLong maxOutputTokens() {
        return maxOutputTokens;
    }

    /** The tier of service that the caller asks for, in the words of its format, such as {@code priority}; it may cost more. */
    public Optional<String> serviceTier() {
        return serviceTier;
    }

    /** What the call can make an upstream use beside the text of its body. */
    public BeyondText beyondText() {
        return beyondText.get();
    }

    /** What the caller asks of the gateway itself. */
    public CallOptions options() {
        return options;
    }

    /**
     * What the dialect leaves out or changes, on reading the request and on writing the reply; readers and writers add to it.
     * What is added after a streamed reply began shows in the decision log only.
     */
    public Changes changes() {
        return changes;
    }

    /**
     * The member that only an upstream of the caller's own format can serve, such as the name of a conversation it keeps. A
     * call with one is answered in that format or refused with an error that names the member.
     */
    public Optional<String> nativeOnly() {
        return nativeOnly;
    }

    /** The JSON body as it came; empty for a request without one. */
    public Optional<JsonDocument> body() {
        return body;
    }

    /**
     * What makes this the same question as another one, where the bytes of the body do not say: two calls that mean the same
     * have the same text. Empty where equal bytes mean the same.
     */
    public Optional<String> identity() {
        return identity.map(Supplier::get);
    }

    /** Whether the canonical request was replaced, so that the body no longer says what is meant. */
    public boolean rewritten() {
        return rewritten;
    }

    /**
     * The canonical request, read when first asked for.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code INVALID_REQUEST} if the body does not hold one
     */
    public Q request() {
        Q known = request;
        if (known == null) {
            known = Objects.requireNonNull(reader.get());
            request = known;
        }
        return known;
    }

    /** The same call with another canonical request in place of the body. */
    public Call<Q> withRequest(Q replacement) {
        Objects.requireNonNull(replacement);
        Builder<Q> builder = new Builder<>(model, () -> replacement);
        builder.stream = stream;
        builder.usageRequested = usageRequested;
        builder.framing = framing;
        builder.maxOutputTokens = maxOutputTokens;
        builder.serviceTier = serviceTier;
        builder.beyondText = beyondText;
        builder.options = options;
        builder.changes = changes;
        builder.nativeOnly = nativeOnly;
        builder.body = body;
        builder.identity = identity;
        return new Call<>(builder, true);
    }

    /** Collects the parts of a call. Not safe for use by several threads. */
    public static final class Builder<Q> {
        private final String model;
        private final Supplier<Q> reader;
        private boolean stream;
        private boolean usageRequested;
        private Framing framing = Framing.SSE;
        private OptionalLong maxOutputTokens = OptionalLong.empty();
        private Optional<String> serviceTier = Optional.empty();
        private Supplier<BeyondText> beyondText = () -> BeyondText.NOTHING;
        private CallOptions options = CallOptions.NONE;
        private Changes changes = new Changes();
        private Optional<String> nativeOnly = Optional.empty();
        private Optional<JsonDocument> body = Optional.empty();
        private Optional<Supplier<String>> identity = Optional.empty();

        private Builder(String model, Supplier<Q> reader) {
            this.model = Objects.requireNonNull(model);
            this.reader = Objects.requireNonNull(reader);
        }

        /** Sets {@link Call#stream()}. */
        public Builder<Q> stream(boolean value) {
            stream = value;
            return this;
        }

        /** Sets {@link Call#usageRequested()}. */
        public Builder<Q> usageRequested(boolean value) {
            usageRequested = value;
            return this;
        }

        /** Sets {@link Call#framing()}. */
        public Builder<Q> framing(Framing value) {
            framing = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Call#maxOutputTokens()}. */
        public Builder<Q> maxOutputTokens(OptionalLong value) {
            maxOutputTokens = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Call#serviceTier()}. */
        public Builder<Q> serviceTier(Optional<String> value) {
            serviceTier = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Sets {@link Call#beyondText()}.
         *
         * @param value asked for only where somebody reckons with what the call can cost
         */
        public Builder<Q> beyondText(Supplier<BeyondText> value) {
            beyondText = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Call#options()}. */
        public Builder<Q> options(CallOptions value) {
            options = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Call#changes()}: for a reader that has something to say before the call is built. */
        public Builder<Q> changes(Changes value) {
            changes = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Call#nativeOnly()}, where there is one. */
        public Builder<Q> nativeOnly(Optional<String> value) {
            nativeOnly = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link Call#body()}. */
        public Builder<Q> body(JsonDocument value) {
            body = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link Call#identity()}.
         *
         * @param value asked for by caches only
         */
        public Builder<Q> identity(Supplier<String> value) {
            identity = Optional.of(value);
            return this;
        }

        /** The call. */
        public Call<Q> build() {
            return new Call<>(this, false);
        }
    }
}
