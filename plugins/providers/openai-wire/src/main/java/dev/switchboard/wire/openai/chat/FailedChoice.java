package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Optional;

/**
 * A choice that came to nothing although its reply has a good status: OpenRouter puts the error into the choice, others say no more
 * than a finish reason.
 */
final class FailedChoice {
    private FailedChoice() {}

    /** What went wrong; empty if nothing did. */
    static Optional<GatewayError> in(JsonValue choice) {
        if (choice.get("error").isObject()) {
            return Optional.of(ErrorReader.inReply(choice));
        }
        return switch (choice.filled("finish_reason").orElse("")) {
            case "error" -> told(ErrorKind.UPSTREAM, "the upstream ended its reply with an error"); // Mistral, vLLM
            case "abort" -> told(ErrorKind.UPSTREAM, "the upstream gave its reply up"); // vLLM, SGLang
            case "insufficient_system_resource" -> // DeepSeek
                told(ErrorKind.OVERLOADED, "the upstream had too few resources to complete its reply");
            default -> Optional.empty();
        };
    }

    private static Optional<GatewayError> told(ErrorKind kind, String message) {
        return Optional.of(GatewayError.builder(kind, message).fromUpstream().build());
    }
}
