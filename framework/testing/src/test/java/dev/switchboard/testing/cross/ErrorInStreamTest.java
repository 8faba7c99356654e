package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.RawReply;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** An error inside a stream with a good status: a status of its own before content, an error event of the caller's format after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorInStreamTest {
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

    @TestFactory
    Stream<DynamicTest> beforeContent() {
        return CrossGateway.pairs((caller, behind) -> {
            cross.upstream.otherwise(_ -> BrokenStreams.reply(behind, false));
            RawReply reply = cross.call(caller, behind, true);
            assertTrue(reply.text().contains(BrokenStreams.MESSAGE), reply::text);
            if (caller != behind) {
                assertEquals(429, reply.status(), reply::text);
                assertEquals(
                        Optional.of(BrokenStreams.MESSAGE),
                        ErrorWords.read(caller, reply.text()).message());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> afterContent() {
        return CrossGateway.pairs((caller, behind) -> {
            cross.upstream.otherwise(_ -> BrokenStreams.reply(behind, true));
            RawReply reply = cross.call(caller, behind, true);
            assertEquals(200, reply.status());
            assertTrue(reply.text().contains("Hel"), reply::text);
            assertTrue(reply.text().contains(BrokenStreams.MESSAGE), reply::text);

            String outcome = through.outcome(caller, behind.model(), true);
            cross.upstream.otherwise(_ -> BrokenStreams.reply(caller, true));
            assertEquals(direct.outcome(caller, "m", true), outcome, reply::text);
        });
    }
}
