package dev.switchboard.spi.chat;

import dev.switchboard.spi.wire.Extras;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A conversation turn in the gateway's own form, rich enough for OpenAI chat and responses, Anthropic messages and Gemini.
 *
 * <p>System and developer messages stand in {@link #messages()} where the caller put them; a dialect that carries them
 * apart puts them first. A translator refuses what its provider cannot do with
 * {@link dev.switchboard.spi.error.ErrorKind#UNSUPPORTED} and names the field, or drops it and says so; it never does so in
 * silence. Immutable.
 */
public final class ChatRequest {
    private final String model;
    private final List<Message> messages;
    private final boolean stream;
    private final List<Tool> tools;
    private final Optional<ToolChoice> toolChoice;
    private final Optional<Boolean> parallelToolCalls;
    private final OptionalLong maxOutputTokens;
    private final OptionalDouble temperature;
    private final OptionalDouble topP;
    private final OptionalLong topK;
    private final OptionalDouble frequencyPenalty;
    private final OptionalDouble presencePenalty;
    private final OptionalLong seed;
    private final List<String> stop;
    private final OptionalLong choices;
    private final OptionalLong logProbabilities;
    private final Optional<ResponseFormat> responseFormat;
    private final Optional<Reasoning> reasoning;
    private final Optional<String> user;
    private final Map<String, String> metadata;
    private final Optional<String> serviceTier;
    private final Optional<String> promptCacheKey;
    private final List<String> modalities;
    private final Extras extras;

    private ChatRequest(Builder builder) {
        model = builder.model;
        messages = builder.messages;
        stream = builder.stream;
        tools = builder.tools;
        toolChoice = builder.toolChoice;
        parallelToolCalls = builder.parallelToolCalls;
        maxOutputTokens = builder.maxOutputTokens;
        temperature = builder.temperature;
        topP = builder.topP;
        topK = builder.topK;
        frequencyPenalty = builder.frequencyPenalty;
        presencePenalty = builder.presencePenalty;
        seed = builder.seed;
        stop = builder.stop;
        choices = builder.choices;
        logProbabilities = builder.logProbabilities;
        responseFormat = builder.responseFormat;
        reasoning = builder.reasoning;
        user = builder.user;
        metadata = builder.metadata;
        serviceTier = builder.serviceTier;
        promptCacheKey = builder.promptCacheKey;
        modalities = builder.modalities;
        extras = builder.extras;
    }

    /** Starts a request that is not streamed. */
    public static Builder builder(String model, List<Message> messages) {
        return new Builder(model, messages);
    }

    /** A builder that already holds everything of this request. */
    public Builder toBuilder() {
        Builder builder = new Builder(model, messages);
        builder.stream = stream;
        builder.tools = tools;
        builder.toolChoice = toolChoice;
        builder.parallelToolCalls = parallelToolCalls;
        builder.maxOutputTokens = maxOutputTokens;
        builder.temperature = temperature;
        builder.topP = topP;
        builder.topK = topK;
        builder.frequencyPenalty = frequencyPenalty;
        builder.presencePenalty = presencePenalty;
        builder.seed = seed;
        builder.stop = stop;
        builder.choices = choices;
        builder.logProbabilities = logProbabilities;
        builder.responseFormat = responseFormat;
        builder.reasoning = reasoning;
        builder.user = user;
        builder.metadata = metadata;
        builder.serviceTier = serviceTier;
        builder.promptCacheKey = promptCacheKey;
        builder.modalities = modalities;
        builder.extras = extras;
        return builder;
    }

    /** The public model name; a translator writes {@link dev.switchboard.spi.provider.Target#model} instead. */
    public String model() {
        return model;
    }

    /** The conversation so far, oldest first. */
    public List<Message> messages() {
        return messages;
    }

    /** Whether the reply shall be streamed. */
    public boolean stream() {
        return stream;
    }

    /** The tools, in order; empty for none. */
    public List<Tool> tools() {
        return tools;
    }

    /** Whether and which tool must be used. */
    public Optional<ToolChoice> toolChoice() {
        return toolChoice;
    }

    /** Whether several tools may be used in one turn. */
    public Optional<Boolean> parallelToolCalls() {
        return parallelToolCalls;
    }

    /** The limit of output tokens. */
    public OptionalLong maxOutputTokens() {
        return maxOutputTokens;
    }

    /** The sampling temperature; its range depends on the provider. */
    public OptionalDouble temperature() {
        return temperature;
    }

    /** Nucleus sampling, 0 to 1. */
    public OptionalDouble topP() {
        return topP;
    }

    /** Sampling from the best K tokens. */
    public OptionalLong topK() {
        return topK;
    }

    /** Penalty on frequent tokens. */
    public OptionalDouble frequencyPenalty() {
        return frequencyPenalty;
    }

    /** Penalty on present tokens. */
    public OptionalDouble presencePenalty() {
        return presencePenalty;
    }

    /** For repeatable sampling where the provider offers it. */
    public OptionalLong seed() {
        return seed;
    }

    /** Sequences at which to stop; empty for none. */
    public List<String> stop() {
        return stop;
    }

    /** How many alternative replies. */
    public OptionalLong choices() {
        return choices;
    }

    /** How many alternatives' log-probabilities per token; 0 for the chosen token only. */
    public OptionalLong logProbabilities() {
        return logProbabilities;
    }

    /** The shape the answer must have. */
    public Optional<ResponseFormat> responseFormat() {
        return responseFormat;
    }

    /** How much to think. */
    public Optional<Reasoning> reasoning() {
        return reasoning;
    }

    /** The end user, as the application names them. */
    public Optional<String> user() {
        return user;
    }

    /** Labels the application hands to the provider, in order. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The provider's service tier. */
    public Optional<String> serviceTier() {
        return serviceTier;
    }

    /** A hint that keeps related requests on one prompt cache. */
    public Optional<String> promptCacheKey() {
        return promptCacheKey;
    }

    /** The kinds of content the reply may have, lower case, such as {@code text} and {@code image}; empty if nobody said. */
    public List<String> modalities() {
        return modalities;
    }

    /** Top-level members the canonical form does not know. */
    public Extras extras() {
        return extras;
    }

    /** The size only: contents are confidential. */
    @Override
    public String toString() {
        return "ChatRequest[model=" + model + ", messages=" + messages.size() + ", stream=" + stream + "]";
    }

    /** Collects the parts of a request. Not safe for use by several threads. */
    public static final class Builder {
        private String model;
        private List<Message> messages;
        private boolean stream;
        private List<Tool> tools = List.of();
        private Optional<ToolChoice> toolChoice = Optional.empty();
        private Optional<Boolean> parallelToolCalls = Optional.empty();
        private OptionalLong maxOutputTokens = OptionalLong.empty();
        private OptionalDouble temperature = OptionalDouble.empty();
        private OptionalDouble topP = OptionalDouble.empty();
        private OptionalLong topK = OptionalLong.empty();
        private OptionalDouble frequencyPenalty = OptionalDouble.empty();
        private OptionalDouble presencePenalty = OptionalDouble.empty();
        private OptionalLong seed = OptionalLong.empty();
        private List<String> stop = List.of();
        private OptionalLong choices = OptionalLong.empty();
        private OptionalLong logProbabilities = OptionalLong.empty();
        private Optional<ResponseFormat> responseFormat = Optional.empty();
        private Optional<Reasoning> reasoning = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Map<String, String> metadata = Map.of();
        private Optional<String> serviceTier = Optional.empty();
        private Optional<String> promptCacheKey = Optional.empty();
        private List<String> modalities = List.of();
        private Extras extras = Extras.NONE;

        private Builder(String model, List<Message> messages) {
            this.model = Objects.requireNonNull(model);
            this.messages = List.copyOf(messages);
        }

        /** Replaces {@link ChatRequest#model()}. */
        public Builder model(String value) {
            model = Objects.requireNonNull(value);
            return this;
        }

        /** Replaces {@link ChatRequest#messages()}. */
        public Builder messages(List<Message> value) {
            messages = List.copyOf(value);
            return this;
        }

        /** Sets {@link ChatRequest#stream()}. */
        public Builder stream(boolean value) {
            stream = value;
            return this;
        }

        /** Sets {@link ChatRequest#tools()}. */
        public Builder tools(List<Tool> value) {
            tools = List.copyOf(value);
            return this;
        }

        /** Sets {@link ChatRequest#toolChoice()}. */
        public Builder toolChoice(ToolChoice value) {
            toolChoice = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#parallelToolCalls()}. */
        public Builder parallelToolCalls(Boolean value) {
            parallelToolCalls = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#maxOutputTokens()}. */
        public Builder maxOutputTokens(long value) {
            maxOutputTokens = OptionalLong.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#temperature()}. */
        public Builder temperature(double value) {
            temperature = OptionalDouble.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#topP()}. */
        public Builder topP(double value) {
            topP = OptionalDouble.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#topK()}. */
        public Builder topK(long value) {
            topK = OptionalLong.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#frequencyPenalty()}. */
        public Builder frequencyPenalty(double value) {
            frequencyPenalty = OptionalDouble.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#presencePenalty()}. */
        public Builder presencePenalty(double value) {
            presencePenalty = OptionalDouble.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#seed()}. */
        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#stop()}. */
        public Builder stop(List<String> value) {
            stop = List.copyOf(value);
            return this;
        }

        /** Sets {@link ChatRequest#choices()}. */
        public Builder choices(long value) {
            choices = OptionalLong.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#logProbabilities()}. */
        public Builder logProbabilities(long value) {
            logProbabilities = OptionalLong.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#responseFormat()}. */
        public Builder responseFormat(ResponseFormat value) {
            responseFormat = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#reasoning()}. */
        public Builder reasoning(Reasoning value) {
            reasoning = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#user()}. */
        public Builder user(String value) {
            user = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#metadata()}. */
        public Builder metadata(Map<String, String> value) {
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(value));
            return this;
        }

        /** Sets {@link ChatRequest#serviceTier()}. */
        public Builder serviceTier(String value) {
            serviceTier = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#promptCacheKey()}. */
        public Builder promptCacheKey(String value) {
            promptCacheKey = Optional.of(value);
            return this;
        }

        /** Sets {@link ChatRequest#extras()}. */
        public Builder extras(Extras value) {
            extras = Objects.requireNonNull(value);
            return this;
        }

        /** Sets {@link ChatRequest#modalities()}. */
        public Builder modalities(List<String> value) {
            modalities = List.copyOf(value);
            return this;
        }

        /**
         * Takes a parameter out. What stands in messages stays there: a writer whose format has no place for it writes none.
         *
         * @return whether the request means nearly the same without it
         */
        boolean clear(ChatParameter parameter) {
            switch (parameter) {
                case MAX_TOKENS -> maxOutputTokens = OptionalLong.empty();
                case TEMPERATURE -> temperature = OptionalDouble.empty();
                case TOP_P -> topP = OptionalDouble.empty();
                case TOP_K -> topK = OptionalLong.empty();
                case FREQUENCY_PENALTY -> frequencyPenalty = OptionalDouble.empty();
                case PRESENCE_PENALTY -> presencePenalty = OptionalDouble.empty();
                case SEED -> seed = OptionalLong.empty();
                case LOGPROBS -> logProbabilities = OptionalLong.empty();
                case REASONING -> reasoning = Optional.empty();
                case PARALLEL_TOOL_CALLS -> parallelToolCalls = Optional.empty();
                case USER -> user = Optional.empty();
                case METADATA -> metadata = Map.of();
                case SERVICE_TIER -> serviceTier = Optional.empty();
                case PROMPT_CACHE_KEY -> promptCacheKey = Optional.empty();
                case CACHE_MARKS, MESSAGE_NAMES, THINKING -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** The request. */
        public ChatRequest build() {
            return new ChatRequest(this);
        }
    }
}
