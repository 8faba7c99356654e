package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads log-probabilities. Cohere gives those of each token of a piece of text; that of the piece is their sum. */
final class Probabilities {
    private Probabilities() {}

    /** Those of a whole reply, a list, or of one event, a single one. */
    static List<TokenProbability> of(JsonValue pieces) {
        return pieces.isObject()
                ? List.of(piece(pieces))
                : pieces.elements().stream().map(Probabilities::piece).toList();
    }

    private static TokenProbability piece(JsonValue piece) {
        double sum = piece.get("logprobs").elements().stream()
                .mapToDouble(token -> token.number().orElse(0))
                .sum();
        return new TokenProbability(piece.string("text").orElse(""), Math.min(sum, 0), Optional.empty(), List.of());
    }
}
