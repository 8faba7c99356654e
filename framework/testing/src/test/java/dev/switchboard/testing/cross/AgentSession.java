package dev.switchboard.testing.cross;

import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The same long session of an agent with one pair of formats, each time it is played. */
final class AgentSession {
    private static final int CALLS = 45;
    private static final long SEED = 7;

    /** What the caller sent, and what reached the provider for it. */
    record Step(Bytes sent, Bytes received) {}

    private AgentSession() {}

    static List<Step> play(ChatFormat caller, ChatFormat behind) {
        SigningMaker maker = new SigningMaker(behind, SEED);
        CallerHistory history = new CallerHistory(caller);
        List<Step> steps = new ArrayList<>();
        for (int turn = 0; turn < CALLS; turn++) {
            Translated call = new Translated(caller, behind, history.request());
            steps.add(new Step(history.request(), call.bytes()));
            history.take(call.reply(maker.answer(turn, true), SEED));
        }
        return steps;
    }

    /** Prints a line for each pair that is the same as long as the bytes are. */
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        for (ChatFormat caller : ChatFormat.values()) {
            for (ChatFormat behind : ChatFormat.values()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                play(caller, behind)
                        .forEach(step -> digest.update(step.received().utf8().getBytes(StandardCharsets.UTF_8)));
                System.out.println(caller + " " + behind + " " + HexFormat.of().formatHex(digest.digest()));
            }
        }
    }
}
