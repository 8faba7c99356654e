package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A reply before it is put into a format.
 *
 * @param pieces in the order in which the model says them
 * @param usage  empty if the server reports none
 */
record Said(List<Piece> pieces, Stop stop, Optional<Counts> usage) {
    /** Why it ended, as far as every format can tell. */
    enum Stop {
        END,
        LENGTH,
        FILTER
    }

    /** Tokens. @param input without those that came from a cache @param output without reasoning */
    record Counts(long input, long cached, long output, long reasoning) {
        long allInput() {
            return input + cached;
        }

        long allOutput() {
            return output + reasoning;
        }
    }

    /** One thing the model says. */
    sealed interface Piece {
        /** Text. @param source the address of a source, where it names one */
        record Text(String text, Optional<String> source) implements Piece {}

        /** Reasoning; some models show nothing of it but a signature. */
        record Thought(String text, Optional<Signature> signature) implements Piece {}

        /** Reasoning that only its maker can read. */
        record Hidden(Signature proof) implements Piece {}

        /** Words of refusal. */
        record Refusal(String text) implements Piece {}

        /** A use of a tool. @param arguments as the model wrote them, perhaps empty */
        record Call(String id, String name, String arguments, Optional<Signature> signature) implements Piece {}
    }

    boolean refuses() {
        return pieces.stream().anyMatch(Piece.Refusal.class::isInstance);
    }

    boolean calls() {
        return pieces.stream().anyMatch(Piece.Call.class::isInstance);
    }

    /** The addresses it names. */
    List<String> sources() {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Piece.Text text ? text.source().stream() : Stream.empty())
                .toList();
    }
}
