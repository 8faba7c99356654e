package dev.switchboard.accounts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of one directory in one process, of which one has the files open. */
class StoreHandoverTest {
    private final ConcurrentMap<String, Object> handover = new ConcurrentHashMap<>();

    @TempDir
    private Path directory;

    private Store open() {
        return Store.open(new Place.Embedded(directory, handover));
    }

    private static void write(Store store, String id) {
        store.entities(mapper -> mapper.changed("key", id, Instant.EPOCH));
    }

    private static long written(Store store) {
        return store.entities(mapper -> mapper.changes(0, 100_000)).size();
    }

    @Test
    void theNextWorksThroughTheOneBeforeAndThenByItself() {
        Store first = open();
        assertTrue(first.alone());
        write(first, "a");
        try (Store second = open()) {
            assertFalse(second.alone());
            write(second, "b");
            assertEquals(2, written(first));
            first.close();
            write(second, "c");
            assertTrue(second.alone());
            assertEquals(3, written(second));
            assertThrows(StoreException.class, () -> write(first, "d"));
            try (Store third = open()) {
                assertEquals(3, written(third));
            }
            assertEquals(3, written(second), "who borrowed closes nothing");
        }
        assertTrue(handover.isEmpty(), "nothing is left behind");
        try (Store again = open()) {
            assertEquals(3, written(again));
        }
    }

    @Test
    void noTransactionIsLostWhileTheFilesChangeHands() throws Exception {
        int writers = 4;
        int each = 200;
        List<Store> before = new ArrayList<>(List.of(open()));
        try (Store last = chain(before);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(writers);
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "writer-" + writer;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        write(last, name + "-" + i);
                        begun.countDown();
                    }
                }));
            }
            begun.await();
            before.forEach(Store::close);
            for (Future<?> writer : all) {
                writer.get();
            }
            assertEquals((long) writers * each, written(last));
            assertTrue(last.alone());
        }
    }

    /** Two more, of which the first comes between. */
    private Store chain(List<Store> before) {
        before.add(open());
        return open();
    }
}
