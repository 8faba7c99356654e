package dev.switchboard.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.pricing.tokens.TokenCounter;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the gateway knows of its attempts equals what the upstream knows: one report for each, input tokens equal, output tokens
 * equal where usage came and within a twentieth where it did not. {@code -Dswitchboard.ledger.calls=100000} for the long run.
 */
class LedgerEqualityTest {
    private static final int CALLS = Integer.getInteger("switchboard.ledger.calls", 2_000);
    private static final int AT_ONCE = 48;
    private static final Pattern EVENT = Pattern.compile("data: ");
    private static final Pattern NUMBER = Pattern.compile("\"user\":\"(\\d+)\"");

    private final TestingAccounts accounts = new TestingAccounts();
    private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();
    private final Set<Integer> received = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start(0, 1).otherwise(this::answer);
        gateway = Gateways.builder()
                .plugin(accounts)
                .upstream(upstream)
                .config("""
                        providers:
                          upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                        models:
                          cancelled: {targets: [{provider: upstream, model: gpt-4o}], on-abort: cancel}
                          drained: {targets: [{provider: upstream, model: gpt-4o}], on-abort: drain}
                        """ + TestingAccounts.CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        gates.values().forEach(Gate::open);
        callers.shutdownNow();
        gateway.close();
        upstream.close();
    }

    private Reply answer(ReceivedRequest request) {
        Matcher matcher = NUMBER.matcher(request.bodyText());
        assertTrue(matcher.find(), request::bodyText);
        int number = Integer.parseInt(matcher.group(1));
        assertTrue(received.add(number), "asked twice: " + number);
        return new LedgerCase(number).reply(gate(number));
    }

    private Gate gate(int number) {
        return gates.computeIfAbsent(number, _ -> Gate.closed());
    }

    private void call(LedgerCase one) throws IOException {
        Gate gate = gate(one.number());
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), one.request());
            if (!one.leaves()) {
                caller.readReply();
                return;
            }
            gate.awaitArrivals(1);
            // Only what the gateway has passed on is known to have arrived there.
            if (one.eventsBeforeLeaving() > 0) {
                readEvents(caller.readHead(), one.eventsBeforeLeaving());
            }
            caller.reset();
        } finally {
            if (one.drained()) {
                gate.open();
                gates.remove(one.number());
            }
        }
    }

    private static void readEvents(ReplyStream reply, int count) throws IOException {
        StringBuilder read = new StringBuilder();
        for (byte[] piece = reply.next(); piece != null; piece = reply.next()) {
            read.append(new String(piece, ISO_8859_1));
            if (EVENT.matcher(read).results().count() >= count) {
                return;
            }
        }
        throw new AssertionError("expected " + count + " events, read: " + read);
    }

    private void callAll() throws Exception {
        Semaphore slots = new Semaphore(AT_ONCE);
        Future<?>[] running = new Future<?>[CALLS];
        for (int number = 0; number < CALLS; number++) {
            LedgerCase one = new LedgerCase(number);
            slots.acquire();
            running[number] = callers.submit(() -> {
                try {
                    call(one);
                } catch (IOException e) {
                    throw new AssertionError(one + " " + one.course() + ": " + e, e);
                } finally {
                    slots.release();
                }
                return null;
            });
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    @Test
    void everyAttemptIsReportedOnceWithWhatItUsed() throws Exception {
        callAll();

        Map<Integer, ExchangeReport> reports = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            ExchangeReport report = accounts.next();
            assertNull(reports.put(Integer.parseInt(report.user().orElseThrow()), report), "reported twice");
        }
        assertEquals(CALLS, upstream.requestCount());
        assertEquals(received, reports.keySet());
        assertEquals(CALLS, new HashSet<>(accounts.begun()).size());
        TokenCounter counter = new TokenCounter();
        reports.forEach((number, report) -> check(new LedgerCase(number), report, counter));
    }

    private static void check(LedgerCase expected, ExchangeReport report, TokenCounter counter) {
        assertEquals(1, report.attempts().size(), expected::toString);
        AttemptReport attempt = report.attempts().getFirst();
        Usage usage = counter.usage(attempt, report.inputText());
        String what = expected + " " + expected.course() + (expected.drained() ? " drained: " : ": ") + attempt.end()
                + " " + usage
                + attempt.error().map(error -> " " + error.message()).orElse("");
        assertTrue(expected.mayEnd(attempt.end()), what);
        assertEquals(!expected.reported(), usage.estimated(), what);
        assertEquals(expected.inputTokens(), usage.inputTokens(), what);
        long off = Math.abs(expected.outputTokens() - usage.outputTokens());
        assertTrue(expected.reported() ? off == 0 : off * 20 <= expected.outputTokens(), what);
    }
}
