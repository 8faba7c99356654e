package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * What every format can say of a reply, so that two of them can be compared.
 *
 * @param text    all text; with the words of refusal where one of the formats has none
 * @param proofs  signatures of reasoning, with the family before them
 * @param order   of what is said, one letter a kind, neighbours of one kind together
 */
record Meaning(
        String text,
        String refusal,
        String thoughts,
        List<String> proofs,
        List<Tool> tools,
        String order,
        Said.Stop stop,
        Optional<Sums> usage) {
    /** A call. */
    record Tool(String id, String name, JsonNode arguments, Optional<String> proof) {}

    /** Tokens as every format sums them. */
    record Sums(long input, long cached, long output) {}

    /** What a caller of that format must find in a reply. */
    static Meaning of(Said said, ChatFormat target) {
        boolean refusals = target == ChatFormat.CHAT || target == ChatFormat.RESPONSES;
        List<Piece> pieces = said.pieces().stream()
                .map(piece -> piece instanceof Piece.Refusal refusal && !refusals
                        ? new Piece.Text(refusal.text(), Optional.empty())
                        : piece)
                .toList();
        return of(
                pieces,
                said.stop(),
                said.usage().map(counts -> new Sums(counts.allInput(), counts.cached(), counts.allOutput())));
    }

    static Meaning of(List<Piece> pieces, Said.Stop stop, Optional<Sums> usage) {
        return new Meaning(
                joined(pieces, Piece.Text.class, Piece.Text::text),
                joined(pieces, Piece.Refusal.class, Piece.Refusal::text),
                joined(pieces, Piece.Thought.class, Piece.Thought::text),
                pieces.stream().flatMap(piece -> proof(piece).stream()).toList(),
                all(pieces, Piece.Call.class).map(Meaning::tool).toList(),
                order(pieces),
                stop,
                usage);
    }

    private static <P extends Piece> Stream<P> all(List<Piece> pieces, Class<P> kind) {
        return pieces.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static <P extends Piece> String joined(List<Piece> pieces, Class<P> kind, Function<P, String> text) {
        return all(pieces, kind).map(text).collect(Collectors.joining());
    }

    private static Optional<String> proof(Optional<Signature> signature) {
        return signature.map(each -> each.textIn(""));
    }

    private static Optional<String> proof(Piece piece) {
        return switch (piece) {
            case Piece.Thought thought -> proof(thought.signature());
            case Piece.Hidden hidden -> Optional.of("hidden " + hidden.proof().textIn(""));
            default -> Optional.empty();
        };
    }

    private static Tool tool(Piece.Call call) {
        return new Tool(call.id(), call.name(), arguments(call.arguments()), proof(call.signature()));
    }

    /** Where a format demands an object, what a model botched is its only member. */
    private static JsonNode arguments(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text.isBlank() ? "{}" : text);
            boolean wrapped = json.size() == 1 && json.path("input").isString();
            return wrapped ? json.path("input") : json;
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }

    private static String order(List<Piece> pieces) {
        StringBuilder order = new StringBuilder();
        for (Piece piece : pieces) {
            String kind = switch (piece) {
                case Piece.Text text -> text.text().isEmpty() ? "" : "T";
                case Piece.Refusal _ -> "R";
                case Piece.Thought _, Piece.Hidden _ -> "H";
                case Piece.Call _ -> "C";
            };
            if (!order.toString().endsWith(kind)) {
                order.append(kind);
            }
        }
        return order.toString();
    }

    /** The same without what a format of the pair leaves open. */
    Meaning comparable(boolean ordered, boolean stops, boolean counted) {
        return new Meaning(
                text,
                refusal,
                thoughts,
                proofs,
                tools,
                ordered ? order : "",
                stops ? stop : Said.Stop.END,
                counted ? usage : Optional.empty());
    }
}
