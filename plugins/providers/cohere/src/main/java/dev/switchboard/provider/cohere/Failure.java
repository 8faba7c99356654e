package dev.switchboard.provider.cohere;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import java.util.Optional;

/** An error inside a reply with a good status. */
final class Failure {
    private Failure() {}

    /** What went wrong, by what a reply or the last event of a stream says of its end. */
    static Optional<GatewayError> in(JsonValue end) {
        Optional<String> words = end.filled("error");
        return switch (end.string("finish_reason").orElse("")) {
            case "TIMEOUT" -> told(ErrorKind.UPSTREAM_TIMEOUT, words.orElse("Cohere ran out of time"));
            case "ERROR" -> told(ErrorKind.UPSTREAM, words.orElse("Cohere ended its reply with an error"));
            default -> words.flatMap(said -> told(ErrorKind.UPSTREAM, said));
        };
    }

    private static Optional<GatewayError> told(ErrorKind kind, String message) {
        return Optional.of(GatewayError.builder(kind, message).fromUpstream().build());
    }
}
