package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the log-probabilities of a choice. */
public final class Probabilities {
    /** The member of a choice. */
    static final String MEMBER = "logprobs";

    private static final Set<String> LISTS = Set.of("content", "refusal");

    private Probabilities() {}

    /**
     * The tokens of a choice; empty where a server writes them in a form of its own, such as DeepSeek those of reasoning, which
     * then stay an unknown member.
     */
    static List<TokenProbability> in(JsonValue choice) {
        JsonValue all = choice.get(MEMBER);
        if (!isCanonical(all)) {
            return List.of();
        }
        return Stream.concat(of(all.get("content")).stream(), of(all.get("refusal")).stream())
                .toList();
    }

    /** The tokens of a list; empty if it is none. */
    public static List<TokenProbability> of(JsonValue tokens) {
        return tokens.elements().stream().map(Probabilities::token).toList();
    }

    /** Whether the canonical form holds all of it. */
    static boolean isCanonical(JsonValue logprobs) {
        return logprobs.isNull()
                || logprobs.isObject()
                        && logprobs.members().entrySet().stream()
                                .allMatch(member -> LISTS.contains(member.getKey())
                                        || member.getValue().isBlank());
    }

    private static TokenProbability token(JsonValue token) {
        return new TokenProbability(
                token.string("token").orElse(""),
                Math.min(token.number("logprob").orElse(0), 0),
                bytes(token.get("bytes")),
                of(token.get("top_logprobs")));
    }

    private static Optional<Bytes> bytes(JsonValue list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[list.elements().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) list.elements().get(i).integer().orElse(0);
        }
        return Optional.of(Bytes.wrap(bytes));
    }
}
