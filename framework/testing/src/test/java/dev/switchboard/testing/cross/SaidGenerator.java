package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes up replies that a provider of a format could give. */
final class SaidGenerator {
    private static final List<String> WORDS = List.of(
            "a",
            " ",
            "\n",
            "\r\n",
            "\"",
            "\\",
            "é",
            "日本",
            "😀",
            "\u2028",
            "data: [DONE]",
            "{\"x\":",
            "1.0}",
            "the end. ");
    private static final List<String> ARGUMENTS = List.of(
            "",
            "{}",
            "{\"city\":\"Zürich\"}",
            "{\"a\":{\"b\":[1,2.50,null,true]},\"s\":\"\\u00e9\\\"\\n\"}",
            "{ \"spaced\" : \"日本 😀\" }");
    private static final int MOST_TOOLS = 6;

    private final ChatFormat format;
    private final RandomGenerator random;
    private final List<Piece> pieces = new ArrayList<>();
    private int calls;
    private int proofs;

    private SaidGenerator(ChatFormat format, RandomGenerator random) {
        this.format = format;
        this.random = random;
    }

    static Said make(ChatFormat format, RandomGenerator random) {
        return new SaidGenerator(format, random).make();
    }

    private Said make() {
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            add();
        }
        return new Said(List.copyOf(pieces), stop(), usage());
    }

    private Said.Stop stop() {
        Said.Stop[] all = Said.Stop.values();
        return random.nextInt(4) > 0 ? Said.Stop.END : all[random.nextInt(all.length)];
    }

    private Optional<Said.Counts> usage() {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new Said.Counts(
                        random.nextInt(1, 2000), random.nextInt(3) * 1024, random.nextInt(1, 500), reasoning()));
    }

    private int reasoning() {
        return format == ChatFormat.MESSAGES ? 0 : random.nextInt(3) * 64;
    }

    /** Neighbours of one kind would be one and the same to a reader, unless a signature stands between them. */
    private void add() {
        Piece last = pieces.isEmpty() ? new Piece.Refusal("") : pieces.getLast();
        switch (random.nextInt(4)) {
            case 0 -> {
                if (!(last instanceof Piece.Thought thought
                        && thought.signature().isEmpty())) {
                    pieces.add(thought());
                }
            }
            case 1 -> {
                if (!(last instanceof Piece.Text)) {
                    pieces.add(new Piece.Text(text(), source()));
                }
            }
            case 2 -> {
                boolean refusals = format == ChatFormat.CHAT || format == ChatFormat.RESPONSES;
                if (refusals && random.nextInt(4) == 0 && !(last instanceof Piece.Refusal)) {
                    pieces.add(new Piece.Refusal(text()));
                }
            }
            default -> tools(random.nextInt(MOST_TOOLS + 1));
        }
    }

    private void tools(int count) {
        for (int i = 0; i < count && calls < MOST_TOOLS; i++) {
            boolean signed = format == ChatFormat.GEMINI && random.nextBoolean();
            pieces.add(new Piece.Call(
                    "call_" + ++calls,
                    "tool_" + random.nextInt(3),
                    ARGUMENTS.get(random.nextInt(ARGUMENTS.size())),
                    signed ? Optional.of(proof()) : Optional.empty()));
        }
    }

    private Piece thought() {
        if (random.nextBoolean()) {
            return new Piece.Thought(text(), Optional.empty());
        }
        return switch (format == ChatFormat.GEMINI ? 2 : random.nextInt(4)) {
            case 0 -> new Piece.Hidden(proof());
            case 1 -> new Piece.Thought(format == ChatFormat.RESPONSES ? text() : "", Optional.of(proof()));
            default -> new Piece.Thought(text(), Optional.of(proof()));
        };
    }

    private Signature proof() {
        String family = switch (format) {
            case CHAT, MESSAGES -> "anthropic";
            case RESPONSES -> "openai";
            case GEMINI -> "gemini";
        };
        return new Signature(family, "c2lnbmVk%02d+/".formatted(++proofs));
    }

    private Optional<String> source() {
        return random.nextInt(4) == 0 ? Optional.of("https://source.test/" + random.nextInt(9)) : Optional.empty();
    }

    private String text() {
        StringBuilder text = new StringBuilder(WORDS.getFirst());
        int words = random.nextInt(8);
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
