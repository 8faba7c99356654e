package dev.switchboard.spi.operation;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.TokenCount;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.model.ModelQuery;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.moderation.ModerationResponse;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.speech.SpeechResponse;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.transcription.TranscriptionEvent;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.upstream.UpstreamReply;

/**
 * Something a caller can ask of a model: a name and its canonical types. A new operation is a constant and its records;
 * the gateway's pipeline treats all alike.
 *
 * @param name         lower case, for configuration and logs
 * @param requestType  the canonical request
 * @param responseType the canonical reply
 * @param eventType    the canonical stream event; {@link StreamEvent.None} if it has no stream
 * @param <Q>          the canonical request
 * @param <R>          the canonical reply
 * @param <E>          the canonical stream event
 */
public record Operation<Q, R, E extends StreamEvent>(
        String name, Class<Q> requestType, Class<R> responseType, Class<E> eventType) {
    /** A conversation turn, also in the shape of a plain text completion. */
    public static final Operation<ChatRequest, ChatResponse, ChatEvent> CHAT =
            new Operation<>("chat", ChatRequest.class, ChatResponse.class, ChatEvent.class);

    /** How many tokens a conversation turn would take in. */
    public static final Operation<ChatRequest, TokenCount, StreamEvent.None> COUNT_TOKENS =
            new Operation<>("count-tokens", ChatRequest.class, TokenCount.class, StreamEvent.None.class);

    /** Vectors for texts. */
    public static final Operation<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> EMBEDDING =
            new Operation<>("embedding", EmbeddingRequest.class, EmbeddingResponse.class, StreamEvent.None.class);

    /** Verdicts on the decency of texts and pictures. */
    public static final Operation<ModerationRequest, ModerationResponse, StreamEvent.None> MODERATION =
            new Operation<>("moderation", ModerationRequest.class, ModerationResponse.class, StreamEvent.None.class);

    /** Pictures: made, edited or varied. */
    public static final Operation<ImageRequest, ImageResponse, ImageEvent> IMAGE =
            new Operation<>("image", ImageRequest.class, ImageResponse.class, ImageEvent.class);

    /** Text to speech. */
    public static final Operation<SpeechRequest, SpeechResponse, SpeechEvent> SPEECH =
            new Operation<>("speech", SpeechRequest.class, SpeechResponse.class, SpeechEvent.class);

    /** Speech to text, also translated. */
    public static final Operation<TranscriptionRequest, TranscriptionResponse, TranscriptionEvent> TRANSCRIPTION =
            new Operation<>(
                    "transcription", TranscriptionRequest.class, TranscriptionResponse.class, TranscriptionEvent.class);

    /** Documents sorted by relevance. */
    public static final Operation<RerankRequest, RerankResponse, StreamEvent.None> RERANK =
            new Operation<>("rerank", RerankRequest.class, RerankResponse.class, StreamEvent.None.class);
    /** A call on something that the provider keeps, such as a stored response. */
    public static final Operation<ResourceRequest, UpstreamReply, StreamEvent.None> RESOURCE =
            new Operation<>("resource", ResourceRequest.class, UpstreamReply.class, StreamEvent.None.class);

    /** The models a caller may use. The gateway answers it itself; no provider is asked. */
    public static final Operation<ModelQuery, ModelList, StreamEvent.None> MODELS =
            new Operation<>("models", ModelQuery.class, ModelList.class, StreamEvent.None.class);

    @Override
    public String toString() {
        return name;
    }
}
