package dev.switchboard.wire.openai;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.audio.TranscriptionTranslator;
import dev.switchboard.wire.openai.chat.ChatTranslator;
import dev.switchboard.wire.openai.embedding.EmbeddingTranslator;
import dev.switchboard.wire.openai.relay.ChatSample;
import dev.switchboard.wire.openai.relay.ConditionalRelay;
import dev.switchboard.wire.openai.relay.OpenAiRelay;
import dev.switchboard.wire.openai.responses.EitherTranslator;
import dev.switchboard.wire.openai.responses.InputTokensTranslator;
import dev.switchboard.wire.openai.responses.ResourceTranslator;
import dev.switchboard.wire.openai.responses.ResponsesModels;
import dev.switchboard.wire.openai.responses.ResponsesRelay;
import dev.switchboard.wire.openai.responses.ResponsesTranslator;
import java.util.Set;

/** Makes a provider of a connection: everything that speaks this format is one of these. */
public final class OpenAiWire {
    private static final String CHAT_PATH = "/chat/completions";
    private static final String COMPLETIONS_PATH = "/completions";
    private static final String EMBEDDINGS_PATH = "/embeddings";
    private static final String RESPONSES_PATH = "/responses";

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
        RERANK,
        /** {@code POST /responses}. */
        RESPONSES,
        /** What OpenAI keeps and counts beside it: stored responses, compaction and {@code POST /responses/input_tokens}. */
        STORED_RESPONSES
    }

    /** Which API a chat goes to, where a server has two for the same. */
    public enum ChatApi {
        /** Responses for models that are known to have nothing else; chat completions for all others. */
        AUTO,
        /** Always chat completions. */
        CHAT_COMPLETIONS,
        /** Always responses. */
        RESPONSES;

        private boolean usesResponses(Target target) {
            return this == RESPONSES || this == AUTO && ResponsesModels.contains(target.model());
        }
    }

    /** A provider with these capabilities; it holds nothing and is safe for use by any number of threads. */
    public static Provider provider(Connection connection, Set<Capability> capabilities) {
        return provider(connection, capabilities, ChatApi.CHAT_COMPLETIONS);
    }

    /**
     * A provider with these capabilities.
     *
     * @param api where chats go that come in another format than one of the two APIs', or in one that the model has not; of no
     *            meaning unless there are both {@link Capability#CHAT} and {@link Capability#RESPONSES}
     */
    public static Provider provider(Connection connection, Set<Capability> capabilities, ChatApi api) {
        boolean both = capabilities.contains(Capability.CHAT) && capabilities.contains(Capability.RESPONSES);
        return Provider.of(
                abilities(connection, capabilities, both ? api : ChatApi.CHAT_COMPLETIONS), connection.baseUrl());
    }

    private static Abilities abilities(Connection connection, Set<Capability> capabilities, ChatApi api) {
        Abilities.Builder abilities = Abilities.builder();
        for (Capability capability : capabilities) {
            switch (capability) {
                case CHAT -> chat(connection, api, abilities);
                case COMPLETIONS ->
                    abilities.relay(Wire.OPENAI_COMPLETIONS, new OpenAiRelay(connection, COMPLETIONS_PATH));
                case EMBEDDINGS ->
                    abilities
                            .translate(Operation.EMBEDDING, new EmbeddingTranslator(connection, EMBEDDINGS_PATH))
                            .relay(Wire.OPENAI_EMBEDDINGS, new OpenAiRelay(connection, EMBEDDINGS_PATH));
                case MODERATIONS -> OperationAbilities.moderations(connection, abilities);
                case IMAGES -> OperationAbilities.images(connection, abilities);
                case SPEECH -> OperationAbilities.speech(connection, abilities);
                case TRANSCRIPTIONS ->
                    abilities.translate(Operation.TRANSCRIPTION, new TranscriptionTranslator(connection));
                case RERANK -> OperationAbilities.rerank(connection, abilities);
                case RESPONSES -> responses(connection, capabilities, abilities);
                case STORED_RESPONSES -> storedResponses(connection, abilities);
            }
        }
        return abilities.build();
    }

    private static void chat(Connection connection, ChatApi api, Abilities.Builder abilities) {
        ChatTranslator chat = new ChatTranslator(connection, CHAT_PATH);
        OpenAiRelay relay = new OpenAiRelay(connection, CHAT_PATH);
        if (api == ChatApi.CHAT_COMPLETIONS) {
            abilities
                    .translate(Operation.CHAT, chat)
                    .chatSupport(chat.support())
                    .relay(Wire.OPENAI_CHAT, relay, ChatSample.EXCHANGE);
        } else {
            ResponsesTranslator responses = new ResponsesTranslator(connection, RESPONSES_PATH);
            abilities
                    .translate(Operation.CHAT, new EitherTranslator(chat, responses, api::usesResponses))
                    .chatSupport(api == ChatApi.RESPONSES ? ResponsesTranslator.SUPPORT : chat.support())
                    .relay(
                            Wire.OPENAI_CHAT,
                            new ConditionalRelay(relay, target -> !api.usesResponses(target)),
                            ChatSample.EXCHANGE);
        }
    }

    private static void responses(Connection connection, Set<Capability> capabilities, Abilities.Builder abilities) {
        ResponsesTranslator responses = new ResponsesTranslator(connection, RESPONSES_PATH);
        abilities
                .translate(Operation.CHAT, Wire.OPENAI_RESPONSES, responses)
                .relay(Wire.OPENAI_RESPONSES, new ResponsesRelay(connection, RESPONSES_PATH));
        if (!capabilities.contains(Capability.CHAT)) {
            abilities.translate(Operation.CHAT, responses).chatSupport(ResponsesTranslator.SUPPORT);
        }
    }

    private static void storedResponses(Connection connection, Abilities.Builder abilities) {
        abilities
                .translate(Operation.RESOURCE, Wire.OPENAI_STORED_RESPONSES, new ResourceTranslator(connection))
                .translate(
                        Operation.COUNT_TOKENS, new InputTokensTranslator(connection, RESPONSES_PATH + "/input_tokens"))
                .relay(Wire.OPENAI_INPUT_TOKENS, new ResponsesRelay(connection, RESPONSES_PATH + "/input_tokens"))
                .relay(Wire.OPENAI_COMPACT, new ResponsesRelay(connection, RESPONSES_PATH + "/compact"));
    }
}
