package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.AttemptReport.End;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who broke off, and what an attempt used, is known however it ended. */
class AbortTest {
    private static final String USAGE =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"total_tokens\":9}}";
    private static final Usage REPORTED =
            Usage.builder().set(Bucket.INPUT, 7).set(Bucket.OUTPUT, 2).build();

    private final TestingAccounts accounts = new TestingAccounts();
    private final Gate gate = Gate.closed();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder()
                .plugin(accounts)
                .upstream(upstream)
                .config("""
                        providers:
                          upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                        models:
                          m: {targets: [{provider: upstream, model: m}]}
                          drained: {targets: [{provider: upstream, model: m}], on-abort: drain}
                        server: {on-abort: {max-time: 20s, max-bytes: 4MB, max-drains: 1}}
                        """ + TestingAccounts.CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        gate.open();
        gateway.close();
        upstream.close();
    }

    private ReplyBuilder stopsAfterHello() {
        return Reply.sse().data(Chat.text("Hello")).hold(gate);
    }

    /** More than fits into the buffers on the way to a caller who has gone, so that writing it must fail. */
    private static ReplyBuilder withMegabytes(ReplyBuilder script, int megabytes) {
        for (int i = 0; i < 64 * megabytes; i++) {
            script.data(Chat.text("and so on ".repeat(1_600)));
        }
        return script;
    }

    private void askAndLeave(String model) throws IOException {
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.streamed(model));
            caller.readHead();
            gate.awaitArrivals(1);
        }
    }

    /** How callers leave. */
    private enum Leaving {
        /** With what they have not read yet: the connection is reset. */
        WITHOUT_READING,
        /** When they have read what there is, in an orderly way. */
        AFTER_READING,
        /** With a reset. */
        ABRUPTLY,
        /** After they have sent more than their request. */
        WITH_A_LINE_TOO_MANY,
        /** Without any byte of the reply. */
        BEFORE_THE_REPLY
    }

    /** A silent upstream gives the gateway nothing to write, so that only the connection tells. */
    @ParameterizedTest
    @EnumSource
    void aTargetIsFreeWhenItsCallersHaveLeft(Leaving how) throws IOException {
        int callers = 30;
        upstream.otherwise(_ -> how == Leaving.BEFORE_THE_REPLY
                ? Reply.sse().hold(gate).build()
                : stopsAfterHello().build());
        List<RawHttp> connections = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            RawHttp caller = RawHttp.connect(gateway.baseUrl());
            connections.add(caller);
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.streamed("m"));
            if (how == Leaving.WITH_A_LINE_TOO_MANY) {
                caller.send("\r\n");
            }
        }
        gate.awaitArrivals(callers);
        assertTrue(inFlight() >= callers, "in flight: " + inFlight());
        for (RawHttp caller : connections) {
            if (how == Leaving.AFTER_READING) {
                caller.readHead().next();
            }
            if (how == Leaving.ABRUPTLY) {
                caller.reset();
            } else {
                caller.close();
            }
        }
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (inFlight() > 0) {
            assertTrue(System.nanoTime() < giveUp, "still in flight: " + inFlight());
        }
        for (ReceivedRequest request : upstream.requests()) {
            request.awaitOutcome();
        }
    }

    private long inFlight() throws IOException {
        return JsonValue.parse(Bytes.utf8(gateway.get("/health/models").text())).get("models").elements().stream()
                .flatMap(model -> model.get("targets").elements().stream())
                .mapToLong(target -> target.integer("in_flight").orElseThrow())
                .max()
                .orElseThrow();
    }

    private AttemptReport onlyAttempt(ExchangeReport report) {
        assertEquals(1, report.attempts().size());
        assertEquals(List.of(report.id() + "-1"), accounts.begun());
        return report.attempts().getFirst();
    }

    @Test
    void aCompleteReplyIsExact() throws IOException {
        upstream.enqueue(Reply.sse(Chat.text("Hello"), Chat.chunk("{}", "\"stop\""), USAGE, Chat.DONE));
        gateway.post(Chat.PATH, Chat.streamed("m"));

        ExchangeReport report = accounts.next();
        AttemptReport attempt = onlyAttempt(report);
        assertEquals(End.COMPLETED, attempt.end());
        assertEquals(REPORTED, attempt.usage());
        assertEquals(Optional.empty(), attempt.outputText());
        assertEquals(Optional.empty(), report.inputText());
        assertTrue(!attempt.startedAt().isBefore(report.startedAt()));
    }

    @Test
    void aCancelledReplyLeavesItsTextForCounting() throws IOException {
        upstream.enqueue(stopsAfterHello().build());
        askAndLeave("m");
        upstream.requests().getFirst().awaitOutcome();

        ExchangeReport report = accounts.next();
        AttemptReport attempt = onlyAttempt(report);
        assertEquals(Outcome.ABORTED, report.outcome());
        assertEquals(End.CLIENT_ABORT, attempt.end());
        assertEquals(Optional.of("Hello"), attempt.outputText());
        assertEquals(5, attempt.outputCharacters());
        assertEquals(Optional.of("hi"), report.inputText());
    }

    @Test
    void aDrainedReplyIsExact() throws IOException {
        upstream.enqueue(withMegabytes(stopsAfterHello(), 3)
                .data(Chat.chunk("{}", "\"stop\""))
                .data(USAGE)
                .done()
                .build());
        askAndLeave("drained");
        gate.open();

        ExchangeReport report = accounts.next();
        AttemptReport attempt = onlyAttempt(report);
        assertEquals(Outcome.ABORTED, report.outcome());
        assertEquals(End.CLIENT_ABORT, attempt.end());
        assertEquals(REPORTED, attempt.usage());
        assertEquals(Optional.empty(), attempt.outputText());
    }

    @Test
    void aDrainedReplyThatIsNotStreamedIsExact() throws IOException {
        upstream.enqueue(Reply.status(200)
                .hold(gate)
                .json(Chat.COMPLETION.replace("Hello", "Hello".repeat(1_000_000)))
                .build());
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.request("drained"));
            gate.awaitArrivals(1);
        }
        gate.open();

        AttemptReport attempt = onlyAttempt(accounts.next());
        // It is settled before the reply leaves, when the gateway may not know yet that nobody waits for it.
        assertTrue(Set.of(End.CLIENT_ABORT, End.COMPLETED).contains(attempt.end()), attempt::toString);
        assertEquals(3, attempt.usage().of(Bucket.INPUT));
        assertEquals(2, attempt.usage().of(Bucket.OUTPUT));
    }

    @Test
    void drainingStopsAtItsBoundOfBytes() throws IOException {
        upstream.enqueue(withMegabytes(stopsAfterHello(), 16).stall().build());
        askAndLeave("drained");
        gate.open();

        AttemptReport attempt = onlyAttempt(accounts.next());
        assertEquals(End.CLIENT_ABORT, attempt.end());
        assertTrue(attempt.outputText().orElseThrow().startsWith("Helloand so on"));
        assertTrue(attempt.outputCharacters() < 12_000_000, "characters: " + attempt.outputCharacters());
    }

    @Test
    void aFurtherDrainIsCancelled() throws IOException {
        upstream.enqueue(stopsAfterHello().build(), stopsAfterHello().build());
        askAndLeave("drained");
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.streamed("drained"));
            caller.readHead();
            gate.awaitArrivals(2);
        }

        assertEquals(End.CLIENT_ABORT, accounts.next().attempts().getFirst().end());
        assertEquals(2, upstream.requestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "whole"})
    void anUpstreamThatBreaksOffIsToldFromOneThatAnswersWithAnError(String form) throws IOException {
        boolean stream = form.equals("stream");
        String request = stream ? Chat.streamed("m") : Chat.request("m");
        upstream.enqueue(
                stream
                        ? Reply.sse().data(Chat.text("Hello")).cut(Cut.RST).build()
                        : Reply.status(200)
                                .json(Chat.COMPLETION)
                                .cutAfter(50, Cut.RST)
                                .build());
        gateway.post(Chat.PATH, request);
        AttemptReport cut = onlyAttempt(accounts.next());
        assertEquals(End.UPSTREAM_ABORT, cut.end());
        assertEquals(Optional.of(stream ? "Hello" : ""), cut.outputText());

        upstream.enqueue(
                stream ? Reply.sse(Chat.text("Hello"), Chat.error("overloaded")) : Reply.json(400, Chat.error("no")));
        gateway.post(Chat.PATH, request);
        assertEquals(End.ERROR, accounts.next().attempts().getFirst().end());
    }

    @Test
    void aCallerWhoLeavesBeforeTheFirstByteIsOwedNothingButTheInput() throws IOException {
        upstream.enqueue(Reply.sse().hold(gate).data(Chat.text("Hello")).build());
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.streamed("m"));
            gate.awaitArrivals(1);
        }
        ExchangeReport report = accounts.next();
        AttemptReport attempt = onlyAttempt(report);
        assertEquals(End.CLIENT_ABORT, attempt.end());
        assertEquals(Optional.of(""), attempt.outputText());
        assertEquals(Optional.of("hi"), report.inputText());
    }
}
