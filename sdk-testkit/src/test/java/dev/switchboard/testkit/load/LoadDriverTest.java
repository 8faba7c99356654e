package dev.switchboard.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MockUpstream upstream = MockUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void sendsInTurnUpToTheBoundOnKeptConnections() {
        upstream.on("POST", "/chat", Reply.json("{}"));
        LoadReport report =
                LoadDriver.run(plan().workers(4, "/chat", "{\"a\":1}").atMost(LONG, 200));
        report.assertFlawless();
        assertEquals(200, report.answered());
        assertEquals(200, upstream.requestCount());
        assertTrue(upstream.connectionCount() <= 4, "each worker keeps its connection");
        assertEquals("{\"a\":1}", upstream.requests().getFirst().bodyText());
        assertEquals(
                "Bearer sk-fake",
                upstream.requests().getFirst().header("authorization").orElseThrow());
    }

    @Test
    void sendsAtAFixedRateThoughRepliesAreHeld() {
        Gate gate = Gate.closed();
        upstream.on("POST", "/chat", Reply.status(200).hold(gate).json("{}").build());
        try (LoadDriver load = LoadDriver.start(plan().rate(1000, "/chat", "{}").atMost(LONG, 20))) {
            gate.awaitArrivals(20);
            gate.open();
            assertEquals(20, load.stop().answered());
        }
    }

    @Test
    void keepsStreamsOpenAndLetsThemEnd() {
        Gate gate = Gate.closed();
        upstream.on("POST", "/stream", Reply.sse().data("1").hold(gate).done().build());
        try (LoadDriver load =
                LoadDriver.start(plan().streams(10, "/stream", "{}").atMost(LONG, 10))) {
            gate.awaitArrivals(10);
            gate.open();
            LoadReport report = load.stop();
            assertEquals(10, report.streamsCompleted());
            assertEquals(0, report.streamsCut());
        }
    }

    @Test
    void countsCutStreams() {
        upstream.on(
                "POST",
                "/stream",
                Reply.sse().data("1").data("2").cutAfter(12, Cut.RST).build());
        LoadReport report = LoadDriver.run(plan().streams(2, "/stream", "{}").atMost(LONG, 6));
        assertEquals(6, report.streamsCut());
        assertEquals(6, report.failed());
        AssertionError error = assertThrows(AssertionError.class, report::assertFlawless);
        assertTrue(error.getMessage().contains("6 streams cut"), error.getMessage());
    }

    @Test
    void doesNotHideAConnectionThatWasClosedWhileIdle() {
        AtomicInteger number = new AtomicInteger();
        upstream.otherwise(_ -> number.incrementAndGet() == 1
                ? Reply.status(200).json("{}").thenClose().build()
                : Reply.json("{}"));
        LoadReport report = LoadDriver.run(plan().workers(1, "/chat", "{}").atMost(LONG, 3));
        assertEquals(2, report.answered());
        assertEquals(1, report.failed());
        assertTrue(report.failures().keySet().iterator().next().startsWith("kept connection"), report.toString());
    }

    @Test
    void countsRepliesThatAreNotAccepted() {
        upstream.otherwise(_ -> Reply.json(503, "{}"));
        LoadReport report = LoadDriver.run(plan().workers(1, "/chat", "{}").atMost(LONG, 5));
        assertEquals(5L, report.failures().get("status 503, not accepted"));
    }

    @Test
    void failsWhenItEndsBeforeTheAnswersAwaited() {
        upstream.otherwise(_ -> Reply.json(503, "{}"));
        try (LoadDriver load = LoadDriver.start(plan().workers(1, "/chat", "{}").atMost(LONG, 2))) {
            assertThrows(AssertionError.class, () -> load.awaitAnswers(1));
            assertEquals(2, load.failed());
        }
    }

    @Test
    void stopsWhenItsTimeIsOver() {
        upstream.otherwise(_ -> Reply.json("{}"));
        LoadReport report = LoadDriver.run(plan().workers(1, "/chat", "{}").atMost(Duration.ofMillis(20), 1_000_000));
        assertTrue(report.answered() < 1_000_000);
    }

    @Test
    void refusesToRunUnbounded() {
        assertThrows(IllegalArgumentException.class, () -> plan().atMost(Duration.ofDays(1), 1));
        assertThrows(IllegalArgumentException.class, () -> plan().atMost(LONG, 0));
        assertThrows(IllegalArgumentException.class, () -> plan().streams(-1, "/", ""));
    }

    private LoadPlan plan() {
        return LoadPlan.against(upstream.baseUrl()).header("authorization", "Bearer sk-fake");
    }
}
