package dev.switchboard.wire.openai;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.audio.SpeechTranslator;
import dev.switchboard.wire.openai.audio.SpeechWatch;
import dev.switchboard.wire.openai.image.ImagePaths;
import dev.switchboard.wire.openai.image.ImageTranslator;
import dev.switchboard.wire.openai.image.ImageUsage;
import dev.switchboard.wire.openai.moderation.ModerationTranslator;
import dev.switchboard.wire.openai.relay.OperationObserver;
import dev.switchboard.wire.openai.relay.OperationRelay;
import dev.switchboard.wire.openai.reply.UsageReader;
import dev.switchboard.wire.openai.rerank.RerankTranslator;
import java.util.function.Function;

/** What a server offers beside words: how each operation is translated and relayed. */
final class OperationAbilities {
    private static final String MODERATIONS_PATH = "/moderations";
    private static final String SPEECH_PATH = "/audio/speech";
    private static final String RERANK_PATH = "/rerank";

    private OperationAbilities() {}

    static void moderations(Connection connection, Abilities.Builder abilities) {
        abilities
                .translate(Operation.MODERATION, new ModerationTranslator(connection, MODERATIONS_PATH))
                .relay(
                        Wire.OPENAI_MODERATIONS,
                        new OperationRelay(connection, MODERATIONS_PATH, whole(OperationAbilities::tokens)));
    }

    static void images(Connection connection, Abilities.Builder abilities) {
        abilities
                .translate(Operation.IMAGE, new ImageTranslator(connection))
                .relay(Wire.OPENAI_IMAGES, images(connection, ImagePaths.GENERATIONS))
                .relay(Wire.OPENAI_IMAGE_EDITS, images(connection, ImagePaths.EDITS))
                .relay(Wire.OPENAI_IMAGE_VARIATIONS, images(connection, ImagePaths.VARIATIONS));
    }

    static void speech(Connection connection, Abilities.Builder abilities) {
        abilities
                .translate(Operation.SPEECH, new SpeechTranslator(connection, SPEECH_PATH))
                .relay(Wire.OPENAI_SPEECH, new OperationRelay(connection, SPEECH_PATH, new SpeechWatch()));
    }

    static void rerank(Connection connection, Abilities.Builder abilities) {
        abilities
                .translate(Operation.RERANK, new RerankTranslator(connection, RERANK_PATH))
                .relay(Wire.JINA_RERANK, new OperationRelay(connection, RERANK_PATH, whole(RerankTranslator::usage)));
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
