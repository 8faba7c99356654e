package dev.switchboard.testing.cross;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Long conversations with tools at providers that sign: every signature comes back unchanged and in its place, whatever format
 * the caller speaks, and none ever reaches another maker. How many conversations there are is a system property.
 */
class SignedConversationsTest {
    private static final int COUNT = Integer.getInteger("switchboard.fuzz.conversations", 10);
    private static final int TURNS = 20;

    @TestFactory
    Stream<DynamicTest> signaturesComeBack() {
        return CrossGateway.pairs((caller, behind) -> {
            for (long seed = 0; seed < COUNT; seed++) {
                converse(caller, behind, seed);
            }
        });
    }

    private static void converse(ChatFormat caller, ChatFormat behind, long seed) {
        SigningMaker maker = new SigningMaker(behind, seed);
        CallerHistory history = new CallerHistory(caller);
        for (int turn = 0; turn < TURNS; turn++) {
            Translated call = new Translated(caller, behind, history.request());
            maker.verify(call.request(), 0, turn);
            history.take(call.reply(maker.answer(turn, turn + 1 < TURNS), seed));
        }
    }
}
