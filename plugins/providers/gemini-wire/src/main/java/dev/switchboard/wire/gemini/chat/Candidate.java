package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One candidate of a reply or of an event of one.
 *
 * @param json the object
 */
record Candidate(JsonValue json) {
    private static final Set<String> KNOWN = Set.of("content", "index", "finishReason", "logprobsResult");

    List<JsonValue> parts() {
        return json.get("content").get("parts").elements();
    }

    Optional<String> finishReason() {
        return json.get("finishReason").scalar();
    }

    /** What the canonical form has no place for, such as ratings and the whole of the sources. */
    Map<String, JsonText> rest() {
        Map<String, JsonText> rest = Members.without(json, KNOWN);
        finishReason()
                .filter(reason -> !StopReasons.isPlain(reason))
                .ifPresent(reason -> rest.put("finishReason", JsonText.string(reason)));
        return rest;
    }

    /** The chosen tokens, each with those that might have stood in its place. */
    List<TokenProbability> probabilities() {
        JsonValue result = json.get("logprobsResult");
        List<JsonValue> alternatives = result.get("topCandidates").elements();
        List<TokenProbability> tokens = new ArrayList<>();
        for (JsonValue chosen : result.get("chosenCandidates").elements()) {
            List<JsonValue> others = tokens.size() < alternatives.size()
                    ? alternatives.get(tokens.size()).get("candidates").elements()
                    : List.of();
            tokens.add(token(
                    chosen, others.stream().map(each -> token(each, List.of())).toList()));
        }
        return tokens;
    }

    private static TokenProbability token(JsonValue json, List<TokenProbability> alternatives) {
        return new TokenProbability(
                json.string("token").orElse(""),
                json.number("logProbability").orElse(0),
                Optional.empty(),
                alternatives);
    }
}
