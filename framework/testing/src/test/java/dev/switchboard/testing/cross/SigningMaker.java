package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.testing.cross.Said.Piece;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * A provider that signs its reasoning as the makers of the formats do, over the exact text and its place in the conversation,
 * and takes no request in which one of its earlier turns came back otherwise.
 */
final class SigningMaker {
    private static final List<String> THOUGHTS = List.of("Let me see. ", "\"quoted\"\n", "日本 😀", "\\u0041 a  b");
    private static final List<String> ARGUMENTS = List.of("{}", "{\"city\":\"Zürich\"}", "{\"n\":2.50,\"s\":\"\\\"\"}");

    private final ChatFormat format;
    private final long conversation;
    private final Mac mac;

    SigningMaker(ChatFormat format, long conversation) {
        this.format = format;
        this.conversation = conversation;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((format + " key").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it says in a turn, always the same. @param calls whether it goes on using tools */
    Said answer(int turn, boolean calls) {
        SplittableRandom random = new SplittableRandom(conversation * 1_000 + turn);
        List<Piece> pieces = new ArrayList<>();
        think(turn, random, pieces);
        if (random.nextInt(3) == 0 || !calls) {
            pieces.add(new Piece.Text("Turn " + turn + ".", Optional.empty()));
            if (calls && format != ChatFormat.CHAT && random.nextBoolean()) {
                think(turn, random, pieces);
            }
        }
        int count = calls ? random.nextInt(1, 4) : 0;
        for (int i = 0; i < count; i++) {
            String name = "tool_" + random.nextInt(2);
            boolean signed = format == ChatFormat.GEMINI && i == 0;
            pieces.add(new Piece.Call(
                    "call_" + turn + "_" + i,
                    name,
                    ARGUMENTS.get(random.nextInt(ARGUMENTS.size())),
                    signed ? Optional.of(sign(turn, pieces.size(), name)) : Optional.empty()));
        }
        return new Said(pieces, Said.Stop.END, Optional.of(new Said.Counts(10, 0, 5, 0)));
    }

    /** Google signs calls and not thoughts; the others sign every thought, and hide some. */
    private void think(int turn, SplittableRandom random, List<Piece> pieces) {
        String text = THOUGHTS.get(random.nextInt(THOUGHTS.size())) + pieces.size();
        if (format == ChatFormat.GEMINI) {
            pieces.add(new Piece.Thought(text, Optional.empty()));
            return;
        }
        int blocks = random.nextInt(1, 3);
        for (int i = 0; i < blocks; i++) {
            pieces.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Piece.Hidden(sign(turn, pieces.size(), "hidden"));
                        case 1 -> thought(turn, pieces.size(), format == ChatFormat.RESPONSES ? text : "");
                        default -> thought(turn, pieces.size(), text);
                    });
        }
    }

    private Piece thought(int turn, int place, String text) {
        return new Piece.Thought(text, Optional.of(sign(turn, place, text)));
    }

    private Signature sign(int turn, int place, String text) {
        byte[] proof =
                mac.doFinal((conversation + "|" + turn + "|" + place + "|" + text).getBytes(StandardCharsets.UTF_8));
        return new Signature(family(format), Base64.getEncoder().encodeToString(proof));
    }

    /** Whose signatures it makes. */
    static String family(ChatFormat format) {
        return switch (format) {
            case CHAT, MESSAGES -> "anthropic";
            case RESPONSES -> "openai";
            case GEMINI -> "gemini";
        };
    }

    /** Every signature it made before a turn. */
    List<String> proofs(int turns) {
        return IntStream.range(0, turns)
                .mapToObj(turn -> answer(turn, true))
                .flatMap(said -> said.pieces().stream())
                .flatMap(piece -> proof(piece).stream())
                .map(Signature::value)
                .toList();
    }

    private static Optional<Signature> proof(Piece piece) {
        return switch (piece) {
            case Piece.Thought thought -> thought.signature();
            case Piece.Hidden hidden -> Optional.of(hidden.proof());
            case Piece.Call call -> call.signature();
            default -> Optional.empty();
        };
    }

    /** @throws AssertionError if a turn from one on up to another did not come back as it was said */
    void verify(JsonNode request, int from, int to) {
        List<List<String>> turns = ReturnedTurns.read(format, request);
        for (int turn = from; turn < to; turn++) {
            assertEquals(facts(answer(turn, true)), turns.get(turn), "turn " + turn);
        }
    }

    private List<String> facts(Said said) {
        List<String> facts = new ArrayList<>();
        for (Piece piece : said.pieces()) {
            switch (piece) {
                case Piece.Thought thought ->
                    thought.signature()
                            .ifPresent(proof -> facts.add(ReturnedTurns.thought(thought.text(), proof.value())));
                case Piece.Hidden hidden ->
                    facts.add(ReturnedTurns.hidden(hidden.proof().value()));
                case Piece.Call call ->
                    facts.add(ReturnedTurns.call(
                            call.id(),
                            call.name(),
                            call.signature().map(Signature::value).orElse("")));
                default -> {
                    // not signed
                }
            }
        }
        return facts;
    }
}
