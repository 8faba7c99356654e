package dev.switchboard.pipeline.instance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CarriersTest {
    private volatile boolean stop;

    /** As many threads compute for ever as there are carriers; others run all the same. */
    @Test
    void othersRunAlthoughAllCarriersAreKept() throws InterruptedException {
        Carriers carriers = new Carriers(new TestingCarrierPool());
        List<Thread> greedy = new ArrayList<>();
        CountDownLatch kept = new CountDownLatch(1);
        try {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                greedy.add(Thread.ofVirtual().start(this::compute));
            }
            Thread waiting = Thread.ofVirtual().start(kept::countDown);
            long giveUp = System.nanoTime() + 30_000_000_000L;
            while (kept.getCount() > 0) {
                assertTrue(System.nanoTime() < giveUp, "nobody carries " + waiting);
                carriers.areStarved();
                carriers.replace(0);
                Thread.onSpinWait();
            }
        } finally {
            stop = true;
            for (Thread each : greedy) {
                each.join();
            }
            while (carriers.areStarved()) {
                Thread.onSpinWait();
            }
            carriers.replace(0);
        }
    }

    private void compute() {
        while (!stop) {
            Thread.onSpinWait();
        }
    }
}
