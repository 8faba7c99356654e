package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More calls than there are places: some are served, the others hear so at once, and afterwards all is as before. */
class OverloadTest {
    private static final Header LOW = new Header("x-switchboard-priority", "low");
    private static final Header HIGH = new Header("x-switchboard-priority", "high");

    private final Gate busy = Gate.closed();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start()
                .on(
                        "POST",
                        Chat.PATH,
                        Reply.status(200).hold(busy).json(Chat.COMPLETION).build());
        gateway = Gateways.builder()
                .upstream(upstream)
                .set("routing.max-parallel", "10")
                .start();
    }

    @AfterEach
    void stop() {
        busy.open();
        gateway.close();
        upstream.close();
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnceAndWhatMattersLessFirst() throws Exception {
        List<Future<RawReply>> served = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 1; call <= 7; call++) {
                served.add(callers.submit(() -> gateway.post(Chat.PATH, Chat.request("m"))));
            }
            busy.awaitArrivals(7);
            assertBusy(LOW);
            for (int call = 8; call <= 9; call++) {
                served.add(callers.submit(() -> gateway.post(Chat.PATH, Chat.request("m"))));
            }
            busy.awaitArrivals(9);
            assertBusy();
            assertBusy(HIGH);
            busy.open();
        }
        for (Future<RawReply> reply : served) {
            assertEquals(200, reply.get().status());
        }
        assertEquals(200, gateway.post(Chat.PATH, Chat.request("m"), LOW).status());
        assertEquals(10, upstream.requestCount(), "nothing of what was refused was sent");
    }

    /** What it takes is printed, not judged: machines differ. That nobody waits is judged, for the places never become free. */
    @Test
    void aFloodIsShedAndForgotten() throws Exception {
        List<Future<RawReply>> served = new ArrayList<>();
        List<Long> refusals = new ArrayList<>();
        long opened;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 1; call <= 9; call++) {
                served.add(callers.submit(() -> gateway.post(Chat.PATH, Chat.request("m"))));
            }
            busy.awaitArrivals(9);
            for (int call = 1; call <= 500; call++) {
                long began = System.nanoTime();
                assertBusy();
                refusals.add(System.nanoTime() - began);
            }
            opened = System.nanoTime();
            busy.open();
            while (gateway.post(Chat.PATH, Chat.request("m")).status() != 200) {
                Thread.onSpinWait();
            }
        }
        long recovered = System.nanoTime() - opened;
        for (Future<RawReply> reply : served) {
            assertEquals(200, reply.get().status());
        }
        refusals.sort(null);
        System.out.printf(
                "flood: refused in p50 %d µs, p99 %d µs, longest %d µs; the first answer %d µs after a place was free%n",
                refusals.get(250) / 1_000, refusals.get(495) / 1_000, refusals.getLast() / 1_000, recovered / 1_000);
    }

    /** High priority is for a caller to be granted, not to ask for: the tenth place stays free. */
    private void assertBusy(Header... headers) throws IOException {
        RawReply refused = gateway.post(Chat.PATH, Chat.request("m"), headers);
        assertEquals(429, refused.status(), refused::text);
        assertEquals(Optional.of("1"), refused.header("retry-after"));
        assertEquals(Optional.of("gateway"), refused.header("x-switchboard-error"));
        assertTrue(refused.text().contains("gateway_busy"), refused::text);
    }
}
