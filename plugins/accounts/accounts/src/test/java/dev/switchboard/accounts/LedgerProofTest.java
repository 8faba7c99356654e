package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.accounts.ledger.Ledger;
import dev.switchboard.accounts.ledger.LedgerAlarm;
import dev.switchboard.accounts.ledger.LedgerOptions;
import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.mapper.LedgerFilter;
import dev.switchboard.accounts.store.row.LedgerRow;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to calls and to the gateway, the ledger has one row for each attempt that the upstream has seen, and of calls
 * that were not under way when the gateway was killed the right one. {@code -Dswitchboard.ledger.calls=100000} for the long run.
 */
class LedgerProofTest {
    private static final int CALLS = Integer.getInteger("switchboard.ledger.calls", 450);
    private static final int KILLS = 2;
    private static final int AT_ONCE = 32;
    private static final int PAGE = 1_000;
    private static final Pattern NUMBER = Pattern.compile("\"user\":\"(\\d+)\"");
    private static final List<Header> HEADERS = List.of(
            new Header("authorization", "Bearer " + TestingGatewayProcess.KEY),
            new Header("content-type", "application/json"));

    private final Gate never = Gate.closed();
    private final Set<Integer> received = ConcurrentHashMap.newKeySet();
    private final Set<Integer> delivered = ConcurrentHashMap.newKeySet();
    private final MockUpstream upstream = MockUpstream.start(0, 1).otherwise(this::answer);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        never.open();
        upstream.close();
    }

    private Reply answer(ReceivedRequest request) {
        Matcher matcher = NUMBER.matcher(request.bodyText());
        assertTrue(matcher.find(), request::bodyText);
        int number = Integer.parseInt(matcher.group(1));
        assertTrue(received.add(number), "asked twice: " + number);
        return new ProofCall(number).reply(never);
    }

    /** Calls, and notes whether the caller got what it wanted before the gateway was killed. */
    private void call(TestingGatewayProcess gateway, ProofCall call) {
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", TestingAccounts.CHAT, HEADERS, call.request());
            if (call.leaves()) {
                ReplyStream reply = caller.readHead();
                if (reply.next() != null) {
                    caller.reset();
                    return;
                }
            } else if (isWhole(caller.readReply())) {
                delivered.add(call.number());
            }
        } catch (IOException killed) {
            // it was under way
        }
    }

    private static boolean isWhole(RawReply reply) {
        return reply.status() == 200
                && (reply.text().contains("[DONE]") || reply.text().endsWith("}"));
    }

    private void callAll(TestingGatewayProcess gateway, int from, int to, boolean kill) throws InterruptedException {
        Semaphore slots = new Semaphore(AT_ONCE);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = from; number < to; number++) {
                ProofCall call = new ProofCall(number);
                slots.acquire();
                callers.submit(() -> {
                    try {
                        call(gateway, call);
                    } finally {
                        slots.release();
                    }
                });
            }
            if (kill) {
                gateway.kill();
            }
        }
    }

    @Test
    void everyAttemptHasOneRowAlsoIfTheGatewayIsKilled() throws IOException, InterruptedException {
        int share = CALLS / (KILLS + 1);
        for (int round = 0; round <= KILLS; round++) {
            TestingGatewayProcess gateway = TestingGatewayProcess.start(directory, upstream.baseUrl());
            callAll(gateway, round * share, (round + 1) * share, round < KILLS);
            gateway.stop();
        }
        Map<Integer, LedgerRow> rows = rows();
        assertTrue(rows.keySet().containsAll(received), "an attempt without a row");
        rows.forEach((number, row) -> {
            if (!received.contains(number)) {
                // Killed between its row and its request.
                assertTrue(number < KILLS * share, row::toString);
                assertEquals(AttemptStatus.ERROR.label(), row.status(), row::toString);
            }
        });
        delivered.forEach(number -> checkDelivered(new ProofCall(number), rows.get(number)));
        rows.forEach((number, row) -> {
            if (number >= KILLS * share) {
                checkUndisturbed(new ProofCall(number), row);
            }
        });
        assertTrue(delivered.size() > CALLS / 2, delivered.size() + " calls had their replies");
        long left = rows.values().stream()
                .filter(row -> row.status().equals("client_abort"))
                .count();
        assertTrue(left > 0, "none of the calls that their callers left has a row that says so");
    }

    /** Who had the last byte finds the exact row, whenever the gateway was killed. */
    private static void checkDelivered(ProofCall call, LedgerRow row) {
        assertNotNull(row, call::toString);
        assertEquals(AttemptStatus.COMPLETED.label(), row.status(), call::toString);
        assertEquals(call.input(), row.inputTokens(), call::toString);
        assertEquals(call.output(), row.outputTokens(), call::toString);
        assertFalse(row.estimated(), call::toString);
    }

    /** Where the gateway was not killed, every row tells what happened; what nobody reported is counted and marked. */
    private static void checkUndisturbed(ProofCall call, LedgerRow row) {
        assertEquals(call.status().label(), row.status(), row::toString);
        assertEquals(call.input(), row.inputTokens(), row::toString);
        assertEquals(call.status() != AttemptStatus.COMPLETED, row.estimated(), row::toString);
        if (!call.leaves()) {
            long off = Math.abs(call.output() - row.outputTokens());
            assertTrue(off * 20 <= call.output(), row::toString);
        }
    }

    /** The rows of the store, once everything that the killed left behind is in it. */
    private Map<Integer, LedgerRow> rows() throws IOException, InterruptedException {
        Path home = home();
        Map<Integer, LedgerRow> rows = new HashMap<>();
        try (Store store = Store.open(new Place.Embedded(home.resolve("store")));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Ledger ledger = Ledger.open(
                        home.resolve("ledger"), LedgerOptions.DEFAULT, store.sink(), threads, new NoAlarm())) {
            assertTrue(ledger.awaitStored(Duration.ofMinutes(5)));
            LedgerFilter all = new LedgerFilter(null, null, null, null, null, null, null);
            List<LedgerRow> page;
            int[] offset = {0};
            do {
                page = store.ledger(mapper -> mapper.search(all, PAGE, offset[0]));
                offset[0] += PAGE;
                for (LedgerRow row : page) {
                    assertNull(rows.put(Integer.parseInt(String.valueOf(row.endUser())), row), row::toString);
                }
            } while (page.size() == PAGE);
        }
        return rows;
    }

    private Path home() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> path.endsWith("store/accounts.mv.db"))
                    .map(path -> path.getParent().getParent())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Hears alarms, of which a cut entry at a log's end is none. */
    private record NoAlarm() implements LedgerAlarm {
        @Override
        public void raised(Kind kind, String text) {
            assertEquals(Kind.LOG_REPAIRED, kind, text);
        }

        @Override
        public void cleared(Kind kind) {}
    }
}
