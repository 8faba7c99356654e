package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** An upstream's error keeps its status, words and header fields, in whatever format the caller asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorMatrixTest {
    private CrossGateway cross;
    private Sdks direct;
    private Sdks through;

    @BeforeAll
    void start() {
        cross = new CrossGateway();
        direct = new Sdks(cross.upstream.baseUrl(), "sk-fake-direct");
        through = new Sdks(cross.gateway.baseUrl(), cross.gateway.key());
    }

    @AfterAll
    void stop() {
        direct.close();
        through.close();
        cross.close();
    }

    private interface Cell {
        void check(ChatFormat caller, ChatFormat behind, boolean stream) throws IOException;
    }

    private static Stream<DynamicTest> each(Cell cell) {
        return CrossGateway.pairs((caller, behind) -> {
            cell.check(caller, behind, false);
            cell.check(caller, behind, true);
        });
    }

    @TestFactory
    Stream<DynamicTest> statusWordsAndFields() {
        return each((caller, behind, stream) -> {
            for (int status : UpstreamErrors.STATUSES) {
                cross.upstream.otherwise(_ -> UpstreamErrors.reply(behind, status));
                RawReply reply = cross.call(caller, behind, stream);
                assertEquals(status, reply.status(), reply::text);
                UpstreamErrors.HEADERS.forEach((name, value) ->
                        assertEquals(Optional.of(value), reply.header(name), () -> status + " " + reply));
                assertWords(caller, behind, status, reply.text());
            }
        });
    }

    private static void assertWords(ChatFormat caller, ChatFormat behind, int status, String body) {
        if (caller == behind) {
            assertEquals(UpstreamErrors.body(behind, status), body);
            return;
        }
        ErrorWords words = ErrorWords.read(caller, body);
        assertEquals(Optional.of(UpstreamErrors.MESSAGE), words.message(), body);
        assertTrue(words.hasTypeOf(caller), body);
        if (caller == ChatFormat.CHAT || caller == ChatFormat.RESPONSES) {
            assertEquals(Optional.of(UpstreamErrors.type(behind, status)), words.type(), body);
        }
        if (UpstreamErrors.hasCode(behind)) {
            assertEquals(Optional.of(UpstreamErrors.REASON), words.code(), body);
            assertEquals(Optional.of(UpstreamErrors.PARAM), words.param(), body);
        }
    }

    @TestFactory
    Stream<DynamicTest> exceptionsAreThoseOfADirectCall() {
        return each((caller, behind, stream) -> {
            for (int status : UpstreamErrors.STATUSES) {
                cross.upstream.otherwise(_ -> UpstreamErrors.reply(caller, status));
                String expected = direct.outcome(caller, "m", stream);
                cross.upstream.otherwise(_ -> UpstreamErrors.reply(behind, status));
                assertEquals(expected, through.outcome(caller, behind.model(), stream), "status " + status);
                assertTrue(expected.endsWith("Exception"), expected);
            }
        });
    }
}
