package dev.switchboard.spi.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a chat request may ask for, as far as providers differ in it. Parameters may be added in a minor version: a
 * {@code switch} over them needs a {@code default}.
 */
public enum ChatParameter {
    /** A limit of output tokens. */
    MAX_TOKENS(request -> request.maxOutputTokens().isPresent()),
    /** A sampling temperature. */
    TEMPERATURE(request -> request.temperature().isPresent()),
    /** Nucleus sampling. */
    TOP_P(request -> request.topP().isPresent()),
    /** Sampling from the best K tokens. */
    TOP_K(request -> request.topK().isPresent()),
    /** A penalty on frequent tokens. */
    FREQUENCY_PENALTY(request -> request.frequencyPenalty().isPresent()),
    /** A penalty on present tokens. */
    PRESENCE_PENALTY(request -> request.presencePenalty().isPresent()),
    /** A seed. */
    SEED(request -> request.seed().isPresent()),
    /** Stop sequences. */
    STOP(request -> !request.stop().isEmpty()),
    /** More than one alternative reply. */
    N(request -> request.choices().orElse(1) != 1),
    /** Log-probabilities. */
    LOGPROBS(request -> request.logProbabilities().isPresent()),
    /** An answer that is some JSON object. */
    JSON_OBJECT(request -> request.responseFormat()
            .filter(ResponseFormat.JsonObject.class::isInstance)
            .isPresent()),
    /** An answer that a JSON schema describes. */
    JSON_SCHEMA(request -> request.responseFormat()
            .filter(ResponseFormat.JsonSchema.class::isInstance)
            .isPresent()),
    /** How much to think. */
    REASONING(request -> request.reasoning().isPresent()),
    /** Functions the application runs. */
    TOOLS(request -> request.tools().stream().anyMatch(Tool.Function.class::isInstance)),
    /** Tools of the application's that take free text. */
    CUSTOM_TOOLS(request -> request.tools().stream().anyMatch(Tool.Custom.class::isInstance)),
    /** Whether and which tool must be used. */
    TOOL_CHOICE(request -> request.toolChoice().isPresent()),
    /** Whether several tools may be used in one turn. */
    PARALLEL_TOOL_CALLS(request -> request.parallelToolCalls().isPresent()),
    /** The end user. */
    USER(request -> request.user().isPresent()),
    /** Labels for the provider. */
    METADATA(request -> !request.metadata().isEmpty()),
    /** The provider's service tier. */
    SERVICE_TIER(request -> request.serviceTier().isPresent()),
    /** A hint that keeps related requests on one prompt cache. */
    PROMPT_CACHE_KEY(request -> request.promptCacheKey().isPresent()),
    /** Replies of another kind than text. */
    MODALITIES(
            request -> !request.modalities().isEmpty() && !request.modalities().equals(List.of("text"))),
    /** Marks at which the provider shall cache the prompt. */
    CACHE_MARKS(ChatParameters::hasCacheMarks),
    /** Names of speakers. */
    MESSAGE_NAMES(request ->
            request.messages().stream().anyMatch(message -> message.name().isPresent())),
    /** Earlier reasoning of the model's, signed or not. */
    THINKING(request -> ChatParameters.hasBlock(
            request, block -> block instanceof Block.Thinking || block instanceof Block.RedactedThinking)),
    /** Pictures that are part of the request. */
    IMAGES(request -> ChatParameters.hasMedia(request, Block.Image.class, Media.Inline.class)),
    /** Pictures by address. */
    IMAGE_URLS(request -> ChatParameters.hasMedia(request, Block.Image.class, Media.Remote.class)),
    /** Sound. */
    AUDIO(request -> ChatParameters.hasMedia(request, Block.Audio.class, Media.class)),
    /** Moving pictures. */
    VIDEO(request -> ChatParameters.hasMedia(request, Block.Video.class, Media.class)),
    /** Documents that are part of the request. */
    DOCUMENTS(request -> ChatParameters.hasMedia(request, Block.Document.class, Media.Inline.class)),
    /** Documents by address. */
    DOCUMENT_URLS(request -> ChatParameters.hasMedia(request, Block.Document.class, Media.Remote.class)),
    /** Files that the provider holds. */
    STORED_FILES(request -> ChatParameters.hasBlock(
            request,
            block -> ChatParameters.media(block)
                    .filter(Media.Stored.class::isInstance)
                    .isPresent())),
    /** Anything but text in the result of a tool. */
    TOOL_RESULT_MEDIA(request -> ChatParameters.hasBlock(
            request,
            block -> block instanceof Block.ToolResult result
                    && result.content().stream()
                            .anyMatch(part -> ChatParameters.media(part).isPresent())));

    @SuppressWarnings("ImmutableEnumChecker") // the functions above hold nothing
    private final Predicate<ChatRequest> presence;

    ChatParameter(Predicate<ChatRequest> presence) {
        this.presence = presence;
    }

    /** Its name for people and errors: lower case with underscores, as OpenAI calls it where OpenAI has it. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a request asks for it. */
    public boolean isIn(ChatRequest request) {
        return presence.test(request);
    }

    /**
     * The request without it, for a translator that says it elsewhere; empty for what the meaning of the request depends on, which
     * cannot be taken out.
     */
    public Optional<ChatRequest> removeFrom(ChatRequest request) {
        ChatRequest.Builder builder = request.toBuilder();
        return builder.clear(this) ? Optional.of(builder.build()) : Optional.empty();
    }
}
