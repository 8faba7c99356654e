package dev.switchboard.wire.openai;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.chat.ChatTranslator;
import dev.switchboard.wire.openai.embedding.EmbeddingTranslator;
import dev.switchboard.wire.openai.relay.OpenAiRelay;
import java.net.URI;
import java.util.Set;

/** Makes a provider of a connection: everything that speaks this format is one of these. */
public final class OpenAiWire {
    private static final String CHAT_PATH = "/chat/completions";
    private static final String COMPLETIONS_PATH = "/completions";
    private static final String EMBEDDINGS_PATH = "/embeddings";

    private OpenAiWire() {}

    /** What a server offers. */
    public enum Capability {
        /** {@code POST /chat/completions}. */
        CHAT,
        /** {@code POST /completions}. */
        COMPLETIONS,
        /** {@code POST /embeddings}. */
        EMBEDDINGS
    }

    /** A provider with these capabilities; it holds nothing and is safe for use by any number of threads. */
    public static Provider provider(Connection connection, Set<Capability> capabilities) {
        return new Server(
                abilities(connection, capabilities), Set.of(connection.baseUrl().resolve("/")));
    }

    private record Server(Abilities abilities, Set<URI> destinations) implements Provider {}

    private static Abilities abilities(Connection connection, Set<Capability> capabilities) {
        Abilities.Builder abilities = Abilities.builder();
        for (Capability capability : capabilities) {
            switch (capability) {
                case CHAT -> {
                    ChatTranslator chat = new ChatTranslator(connection, CHAT_PATH);
                    abilities
                            .translate(Operation.CHAT, chat)
                            .chatSupport(chat.support())
                            .relay(Wire.OPENAI_CHAT, new OpenAiRelay(connection, CHAT_PATH));
                }
                case COMPLETIONS ->
                    abilities.relay(Wire.OPENAI_COMPLETIONS, new OpenAiRelay(connection, COMPLETIONS_PATH));
                case EMBEDDINGS ->
                    abilities
                            .translate(Operation.EMBEDDING, new EmbeddingTranslator(connection, EMBEDDINGS_PATH))
                            .relay(Wire.OPENAI_EMBEDDINGS, new OpenAiRelay(connection, EMBEDDINGS_PATH));
            }
        }
        return abilities.build();
    }
}
