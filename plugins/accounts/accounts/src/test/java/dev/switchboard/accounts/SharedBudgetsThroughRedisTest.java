package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.redis.testing.TestingRedis;
import dev.switchboard.testkit.http.RawReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same budgets where gateways share them through a Redis, and what becomes of them when that is killed and forgets everything. */
class SharedBudgetsThroughRedisTest extends SharedBudgetsTest {
    private TestingRedis redis;

    @BeforeEach
    void start() {
        redis = TestingRedis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Override
    TestingAccounts on(Place.Server database) {
        return TestingAccounts.on(database, redis);
    }

    @Test
    void redisThatIsKilledAndForgetsEverythingLetsNobodyOverspend() throws InterruptedException, ExecutionException {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database);
                TestingAccounts three = on(database);
                TestingAccounts four = on(database)) {
            List<TestingAccounts> gateways = List.of(one, two, three, four);
            String key = one.key("{\"max_budget\":1.00}");
            gateways.forEach(gateway -> gateway.awaitKnown(key));
            AtomicInteger good = new AtomicInteger();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    TestingAccounts gateway = gateways.get(i % gateways.size());
                    all.add(clients.submit(() -> askUntilSpent(gateway, key, good)));
                }
                for (int kill = 0; kill < 3; kill++) {
                    awaitCalls(gateways, 20 * (kill + 1));
                    redis.kill();
                    redis.restart();
                }
                for (Future<?> each : all) {
                    each.get();
                }
            }
            int upstream = gateways.stream()
                    .mapToInt(gateway -> gateway.upstream.requestCount())
                    .sum();
            assertEquals(good.get(), upstream);
            assertTrue(upstream <= 100 && upstream >= 98, upstream + " cents");
        }
    }

    private static void awaitCalls(List<TestingAccounts> gateways, int calls) {
        while (gateways.stream()
                        .mapToInt(gateway -> gateway.upstream.requestCount())
                        .sum()
                < calls) {
            Thread.onSpinWait();
        }
    }

    @Test
    void redisThatIsKilledFailsNoCallOfAKnownKey() throws InterruptedException {
        Place.Server database = TestingMariaDb.database();
        try (TestingAccounts one = on(database);
                TestingAccounts two = on(database)) {
            String key = one.key("{\"max_budget\":100000,\"rpm_limit\":1000000,\"tpm_limit\":100000000,"
                    + "\"max_parallel_requests\":1000}");
            for (TestingAccounts gateway : List.of(one, two)) {
                gateway.awaitKnown(key);
                gateway.awaitChat(key, 200);
            }
            AtomicInteger calls = new AtomicInteger();
            AtomicBoolean end = new AtomicBoolean();
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < 8; caller++) {
                    TestingAccounts gateway = caller % 2 == 0 ? one : two;
                    callers.submit(() -> callUntil(end, gateway, key, calls, wrong));
                }
                awaitAtLeast(calls, 200);
                redis.kill();
                awaitAtLeast(calls, 1_000);
                redis.restart();
                awaitAtLeast(calls, 2_000);
                end.set(true);
            }
            assertEquals(List.of(), List.copyOf(wrong));
        }
    }

    private static void callUntil(
            AtomicBoolean end, TestingAccounts gateway, String key, AtomicInteger calls, Queue<String> wrong) {
        while (!end.get()) {
            RawReply reply = gateway.chat(key);
            calls.incrementAndGet();
            if (reply.status() != 200) {
                wrong.add(reply.status() + " " + reply.text());
            }
        }
    }

    private static void awaitAtLeast(AtomicInteger calls, int wanted) {
        while (calls.get() < wanted) {
            Thread.onSpinWait();
        }
    }

    @Test
    void gatewayWithoutItsRedisServesAndSpendsNothingOfBudgets() {
        Place.Server database = TestingMariaDb.database();
        redis.kill();
        try (TestingAccounts accounts = on(database)) {
            accounts.awaitChat(accounts.key("{}"), 200);
            accounts.awaitChat(accounts.key("{\"rpm_limit\":1000}"), 200);
            String budget = accounts.key("{\"max_budget\":1}");
            assertEquals(429, accounts.chat(budget).status());
            redis.restart();
            accounts.awaitChat(budget, 200);
        }
    }
}
