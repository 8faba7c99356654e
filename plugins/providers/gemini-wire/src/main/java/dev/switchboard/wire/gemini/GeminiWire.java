package dev.switchboard.wire.gemini;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.chat.ChatTranslator;
import dev.switchboard.wire.gemini.chat.CountTranslator;
import dev.switchboard.wire.gemini.chat.Support;
import dev.switchboard.wire.gemini.embedding.EmbeddingTranslator;
import dev.switchboard.wire.gemini.relay.GeminiRelay;
import dev.switchboard.wire.gemini.relay.GenerateSample;

/** What can be done over a connection. */
public final class GeminiWire {
    /** The family of this wire, by which foreign blocks, tools and signatures are told. */
    public static final String FAMILY = "gemini";

    private GeminiWire() {}

    /** Chat and the counting of tokens, which both services have. */
    public static Abilities.Builder chat(GeminiConnection connection) {
        return Abilities.builder()
                .translate(Operation.CHAT, new ChatTranslator(connection))
                .translate(Operation.COUNT_TOKENS, new CountTranslator(connection))
                .chatSupport(Support.of(connection.service()))
                .relay(Wire.GEMINI_GENERATE, GeminiRelay.generate(connection), GenerateSample.EXCHANGE)
                .relay(Wire.GEMINI_COUNT_TOKENS, GeminiRelay.of(connection, "countTokens"));
    }

    /** Everything the Gemini API has. */
    public static Abilities all(GeminiConnection connection) {
        return chat(connection)
                .translate(Operation.EMBEDDING, new EmbeddingTranslator(connection))
                .relay(Wire.GEMINI_EMBED, GeminiRelay.of(connection, "embedContent"))
                .relay(Wire.GEMINI_BATCH_EMBED, GeminiRelay.of(connection, "batchEmbedContents"))
                .build();
    }
}
