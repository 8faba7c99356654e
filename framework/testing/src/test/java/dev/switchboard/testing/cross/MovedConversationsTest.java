package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conversation that began at one maker goes on at the next, through a whole gateway: what the first signed never reaches the
 * second, also where the second speaks the caller's format, and what the second signs comes back to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovedConversationsTest {
    private static final int MOVE = 3;
    private static final int TURNS = 6;

    private CrossGateway cross;

    @BeforeAll
    void start() {
        cross = new CrossGateway();
    }

    @AfterAll
    void stop() {
        cross.close();
    }

    @TestFactory
    Stream<DynamicTest> fromEveryMakerToEveryOther() {
        return CrossGateway.pairs((first, second) -> {
            for (ChatFormat caller : ChatFormat.values()) {
                if (!SigningMaker.family(first).equals(SigningMaker.family(second))) {
                    converse(caller, first, second);
                }
            }
        });
    }

    private void converse(ChatFormat caller, ChatFormat first, ChatFormat second) throws Exception {
        long seed = caller.ordinal();
        SigningMaker before = new SigningMaker(first, seed);
        SigningMaker after = new SigningMaker(second, seed);
        CallerHistory history = new CallerHistory(caller);
        for (int turn = 0; turn < TURNS; turn++) {
            boolean moved = turn >= MOVE;
            ChatFormat behind = moved ? second : first;
            Said said = (moved ? after : before).answer(turn, turn + 1 < TURNS);
            cross.upstream.otherwise(_ -> reply(behind, said));

            String where = caller + " " + first + " " + second + " turn " + turn;
            history.model(behind.model());
            RawReply reply = cross.gateway.post(
                    caller.path(behind.model(), true), history.request().utf8());
            assertEquals(200, reply.status(), () -> where + reply.text());

            String received = cross.upstream.requests().getLast().bodyText();
            (moved ? after : before).verify(JsonMapper.shared().readTree(received), moved ? MOVE : 0, turn);
            if (moved) {
                before.proofs(MOVE).forEach(proof -> assertAbsent(proof, received, where));
                assertFalse(received.contains("__sig__"), where + received);
            }
            history.take(Bytes.wrap(reply.body()));
        }
    }

    private static void assertAbsent(String proof, String received, String where) {
        String wrapped = Base64.getEncoder()
                .encodeToString(proof.getBytes(StandardCharsets.UTF_8))
                .substring(0, proof.length() / 2);
        assertFalse(received.contains(proof) || received.contains(wrapped), where + " " + proof + " in " + received);
    }

    private static Reply reply(ChatFormat behind, Said said) {
        Bytes stream = SourceStream.of(behind, said, Pieces.plain()).bytes();
        return Reply.sse().body(stream.utf8()).build();
    }
}
