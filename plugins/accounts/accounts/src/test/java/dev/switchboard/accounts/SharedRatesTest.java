package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One limit of a minute and two gateways on one MariaDB. */
class SharedRatesTest {
    private static final int LIMIT = 12;

    /** A gateway on a database. */
    TestingAccounts on(Place.Server database) {
        return TestingAccounts.on(database);
    }

    /** Calls until the limit is reached. Returns how many were let in. */
    private static int useUp(TestingAccounts accounts, String key, int most) {
        for (int calls = 0; calls < most; calls++) {
            RawReply reply = accounts.chat(key);
            if (reply.status() != 200) {
                assertEquals(429, reply.status(), reply.text());
                assertTrue(reply.header("retry-after").map(Integer::parseInt).orElse(0) >= 1, reply.toString());
                return calls;
            }
        }
        return most;
    }

    @Test
    void gatewaysLetInNoMoreThanTheLimitTogether() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"rpm_limit\":" + LIMIT + "}");
            two.awaitKnown(key);
            int letIn = 0;
            for (TestingAccounts gateway : List.of(one, two, one, two)) {
                letIn += useUp(gateway, key, 2);
            }
            assertEquals(8, letIn, "each as it comes");
            letIn += useUp(two, key, LIMIT);
            letIn += useUp(one, key, LIMIT);
            assertEquals(LIMIT, letIn, "what one does not use the other may, and not one more");
            assertEquals(LIMIT, one.upstream.requestCount() + two.upstream.requestCount());
            assertEquals(0, useUp(two, key, 1));
        }
    }

    @Test
    void tokensAreSharedAsRequestsAre() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"tpm_limit\":60}");
            two.awaitKnown(key);
            int letIn = useUp(one, key, 3) + useUp(two, key, LIMIT) + useUp(one, key, LIMIT);
            // Each takes five in the end, and up to twenty-four before that is known.
            assertTrue(letIn >= 7 && letIn <= 12, letIn + " calls");
        }
    }

    @Test
    void frozenStoreLeavesEachGatewayItsShare() {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"rpm_limit\":100}");
            two.awaitKnown(key);
            int letIn = useUp(one, key, 1) + useUp(two, key, 1);
            try (TestingMariaDb.Freeze _ = TestingMariaDb.freeze()) {
                for (TestingAccounts gateway : List.of(one, two)) {
                    int own = useUp(gateway, key, 100);
                    assertTrue(own > 0, "a gateway has no share");
                    letIn += own;
                }
            }
            assertTrue(letIn <= 100, letIn + " calls");
        }
    }

    @Test
    void callsUnderWayAreSharedAndComeBack() throws InterruptedException, ExecutionException {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"max_parallel_requests\":3}");
            two.awaitKnown(key);
            for (int round = 0; round < 2; round++) {
                assertTogetherAtMost(3, key, one, two);
            }
        }
    }

    /** Fills all slots from both gateways, sees the next call refused at both, and lets go. */
    private static void assertTogetherAtMost(int limit, String key, TestingAccounts one, TestingAccounts two)
            throws InterruptedException, ExecutionException {
        Gate gate = Gate.closed();
        Reply held =
                Reply.status(200).hold(gate).json(TestingAccounts.COMPLETION).build();
        List.of(one, two).forEach(each -> each.upstream.otherwise(request -> held));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int call = 0; call < limit; call++) {
                TestingAccounts gateway = call % 2 == 0 ? one : two;
                calls.add(callers.submit(() -> gateway.awaitChat(key, 200)));
            }
            gate.awaitArrivals(limit);
            for (TestingAccounts gateway : List.of(one, two)) {
                RawReply refused = gateway.chat(key);
                assertEquals(429, refused.status(), refused.text());
                assertEquals(Optional.of("1"), refused.header("retry-after"));
            }
            gate.open();
            for (Future<?> each : calls) {
                each.get();
            }
        }
    }
}
