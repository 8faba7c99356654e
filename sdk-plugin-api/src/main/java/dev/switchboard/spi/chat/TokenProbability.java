package dev.switchboard.spi.chat;

import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How likely a token was.
 *
 * @param token          its text
 * @param logProbability natural logarithm, at most 0
 * @param bytes          its bytes in UTF-8, where the provider says them: a token may be half a character
 * @param alternatives   the most likely tokens in its place, best first; they have no alternatives of their own
 */
public record TokenProbability(
        String token, double logProbability, Optional<Bytes> bytes, List<TokenProbability> alternatives) {
    /** Copies the list. */
    public TokenProbability {
        Objects.requireNonNull(token);
        Objects.requireNonNull(bytes);
        alternatives = List.copyOf(alternatives);
    }
}
