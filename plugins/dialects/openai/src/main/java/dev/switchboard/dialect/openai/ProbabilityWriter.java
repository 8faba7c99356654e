package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/** Writes the log-probabilities of a choice. */
final class ProbabilityWriter {
    private ProbabilityWriter() {}

    /** The member {@code logprobs}; null if there are none. @param refused whether the tokens are those of a refusal */
    static void write(JsonWriter json, List<TokenProbability> tokens, boolean refused) {
        if (tokens.isEmpty()) {
            json.nil("logprobs");
            return;
        }
        json.object("logprobs");
        list(json, "content", refused ? List.of() : tokens);
        list(json, "refusal", refused ? tokens : List.of());
        json.endObject();
    }

    private static void list(JsonWriter json, String name, List<TokenProbability> tokens) {
        if (tokens.isEmpty()) {
            json.nil(name);
            return;
        }
        json.array(name);
        for (TokenProbability token : tokens) {
            open(json, token).array("top_logprobs");
            token.alternatives().forEach(other -> open(json, other).endObject());
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static JsonWriter open(JsonWriter json, TokenProbability token) {
        json.object().string("token", token.token()).number("logprob", token.logProbability());
        return json.raw("bytes", bytes(token.bytes()));
    }

    private static JsonText bytes(Optional<Bytes> bytes) {
        if (bytes.isEmpty()) {
            return JsonText.NULL;
        }
        JsonWriter list = new JsonWriter().array();
        for (int i = 0; i < bytes.get().length(); i++) {
            list.raw(JsonText.number(bytes.get().at(i) & 0xFF));
        }
        return list.endArray().text();
    }
}
