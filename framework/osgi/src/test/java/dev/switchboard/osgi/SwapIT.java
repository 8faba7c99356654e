package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.leak.LeakProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred swaps under calls: none fails, and nothing of the dead versions stays. */
class SwapIT {
    private static final int SWAPS = 200;
    private static final int CALLERS = 4;

    @TempDir
    Path directory;

    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final LongAdder calls = new LongAdder();

    @Test
    void noCallFailsAndNoClassStays() throws Exception {
        TestingBundle bundle = TestingBundle.plugin("acme", "1.0.0");
        byte[] broken = TestingBundle.plugin("acme", "9.0.0")
                .snippet("SELFCHECK", "return Health.failed(\"broken\");")
                .bytes();
        try (TestingHost gateway = new TestingHost(directory)) {
            bundle.into(gateway.bundles(), "acme.jar");
            gateway.start();
            List<Thread> callers = startCallers(gateway.listener);
            try {
                swap(gateway, bundle, broken);
            } finally {
                over.set(true);
            }
            for (Thread caller : callers) {
                caller.join();
            }
            gateway.awaitReport(report -> report.plugins().size() == 1);
            assertEquals(List.of(), List.copyOf(failures));
            assertTrue(calls.sum() > SWAPS, () -> "only " + calls + " calls");
            assertEverythingDeadIsCollected(gateway);
        }
    }

    private static void swap(TestingHost gateway, TestingBundle bundle, byte[] broken) throws Exception {
        for (int swap = 0; swap < SWAPS; swap++) {
            if (swap % 10 == 9) {
                TestingBundle.put(broken, gateway.bundles(), "acme.jar");
                gateway.awaitRejection("acme", "9.0.0");
            }
            String before = gateway.status("acme").sha256();
            TestingBundle.put(bundle.bytes("swap " + swap), gateway.bundles(), "acme.jar");
            gateway.await("acme", status -> status.serves() && !status.sha256().equals(before));
        }
    }

    private List<Thread> startCallers(TestingListener listener) {
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    call(listener);
                }
            }));
        }
        return callers;
    }

    private void call(TestingListener listener) {
        try {
            String answer = listener.call("acme");
            if (!answer.equals("1.0.0")) {
                failures.add(answer);
            }
        } catch (RuntimeException | Error e) {
            failures.add(e.toString());
        }
        calls.increment();
        // Paces the callers, so that a small machine has something left for the swaps.
        LockSupport.parkNanos(100_000);
    }

    // All but the serving one, also those of refused versions.
    private static void assertEverythingDeadIsCollected(TestingHost gateway) {
        int last = gateway.listener.loaders.size() - 1;
        assertEquals(SWAPS + SWAPS / 10, last);
        gateway.listener.loaders.subList(0, last).forEach(LeakProbe::assertCollected);
    }
}
