package dev.switchboard.wire.openai;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.audio.SpeechTranslator;
import dev.switchboard.wire.openai.audio.SpeechWatch;
import dev.switchboard.wire.openai.audio.TranscriptionTranslator;
import dev.switchboard.wire.openai.chat.ChatTranslator;
import dev.switchboard.wire.openai.embedding.EmbeddingTranslator;
import dev.switchboard.wire.openai.image.ImagePaths;
import dev.switchboard.wire.openai.image.ImageTranslator;
import dev.switchboard.wire.openai.image.ImageUsage;
import dev.switchboard.wire.openai.moderation.ModerationTranslator;
import dev.switchboard.wire.openai.relay.OpenAiRelay;
import dev.switchboard.wire.openai.relay.OperationObserver;
import dev.switchboard.wire.openai.relay.OperationRelay;
import dev.switchboard.wire.openai.reply.UsageReader;
import dev.switchboard.wire.openai.rerank.RerankTranslator;
import java.util.Set;
import java.util.function.Function;

/** Makes a provider of a connection: everything that speaks this format is one of these. */
public final class OpenAiWire {
    private static final String CHAT_PATH = "/chat/completions";
    private static final String COMPLETIONS_PATH = "/completions";
    private static final String EMBEDDINGS_PATH = "/embeddings";
    private static final String MODERATIONS_PATH = "/moderations";
    private static final String SPEECH_PATH = "/audio/speech";
    private static final String RERANK_PATH = "/rerank";

    private OpenAiWire() {}

    /** What a server offers. */
    public enum Capability {
        /** {@code POST /chat/completions}. */
        CHAT,
        /** {@code POST /completions}. */
        COMPLETIONS,
        /** {@code POST /embeddings}. */
        EMBEDDINGS,
        /** {@code POST /moderations}. */
        MODERATIONS,
        /** {@code POST /images/generations}, {@code /images/edits} and {@code /images/variations}. */
        IMAGES,
        /** {@code POST /audio/speech}. */
        SPEECH,
        /** {@code POST /audio/transcriptions} and {@code /audio/translations}. */
        TRANSCRIPTIONS,
        /** {@code POST /rerank}, which OpenAI itself does not have. */
        RERANK
    }

    /** A provider with these capabilities; it holds nothing and is safe for use by any number of threads. */
    public static Provider provider(Connection connection, Set<Capability> capabilities) {
        Abilities abilities = abilities(connection, capabilities);
        return () -> abilities;
    }

    private static Abilities abilities(Connection connection, Set<Capability> capabilities) {
        Abilities.Builder abilities = Abilities.builder();
        for (Capability capability : capabilities) {
            switch (capability) {
                case CHAT ->
                    abilities
                            .translate(Operation.CHAT, new ChatTranslator(connection, CHAT_PATH))
                            .relay(Wire.OPENAI_CHAT, new OpenAiRelay(connection, CHAT_PATH));
                case COMPLETIONS ->
                    abilities.relay(Wire.OPENAI_COMPLETIONS, new OpenAiRelay(connection, COMPLETIONS_PATH));
                case EMBEDDINGS ->
                    abilities
                            .translate(Operation.EMBEDDING, new EmbeddingTranslator(connection, EMBEDDINGS_PATH))
                            .relay(Wire.OPENAI_EMBEDDINGS, new OpenAiRelay(connection, EMBEDDINGS_PATH));
                case MODERATIONS ->
                    abilities
                            .translate(Operation.MODERATION, new ModerationTranslator(connection, MODERATIONS_PATH))
                            .relay(
                                    Wire.OPENAI_MODERATIONS,
                                    new OperationRelay(connection, MODERATIONS_PATH, whole(OpenAiWire::tokens)));
                case IMAGES ->
                    abilities
                            .translate(Operation.IMAGE, new ImageTranslator(connection))
                            .relay(Wire.OPENAI_IMAGES, images(connection, ImagePaths.GENERATIONS))
                            .relay(Wire.OPENAI_IMAGE_EDITS, images(connection, ImagePaths.EDITS))
                            .relay(Wire.OPENAI_IMAGE_VARIATIONS, images(connection, ImagePaths.VARIATIONS));
                case SPEECH ->
                    abilities
                            .translate(Operation.SPEECH, new SpeechTranslator(connection, SPEECH_PATH))
                            .relay(Wire.OPENAI_SPEECH, new OperationRelay(connection, SPEECH_PATH, new SpeechWatch()));
                case TRANSCRIPTIONS ->
                    abilities.translate(Operation.TRANSCRIPTION, new TranscriptionTranslator(connection));
                case RERANK ->
                    abilities
                            .translate(Operation.RERANK, new RerankTranslator(connection, RERANK_PATH))
                            .relay(
                                    Wire.JINA_RERANK,
                                    new OperationRelay(connection, RERANK_PATH, whole(RerankTranslator::usage)));
            }
        }
        return abilities.build();
    }

    private static Relay images(Connection connection, String path) {
        return new OperationRelay(
                connection,
                path,
                request -> new OperationObserver(
                        ".completed", request.stream() ? ImageUsage::ofEvent : ImageUsage::ofReply));
    }

    /** Watches replies that are never streamed. */
    private static OperationRelay.Watch whole(Function<JsonValue, Usage> usage) {
        return request -> new OperationObserver(".done", usage);
    }

    private static Usage tokens(JsonValue reply) {
        return UsageReader.read(reply.get("usage")).orElse(Usage.none());
    }
}
