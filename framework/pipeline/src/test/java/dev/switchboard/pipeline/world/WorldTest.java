package dev.switchboard.pipeline.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.spi.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorldTest {
    /** Counts how often it was closed. */
    private static final class Counting implements Component {
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static Instance<Counting> instance() {
        return TestingParts.instance("counting", new Counting(), FailureMode.BLOCK);
    }

    private static Snapshot containing(Instance<?>... instances) {
        return new Snapshot(new Snapshot.Parts(
                Settings.DEFAULT,
                Set.of(instances),
                Map.of(),
                new ModelTable(List.of(), Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Guardrails.NONE,
                List.of(),
                List.of()));
    }

    @Test
    void aWorldLivesUntilItsLastLeaseIsGivenBack() {
        Instance<Counting> old = instance();
        World world = new World(containing(old), Runnable::run);
        Snapshot leased = world.acquire();
        Snapshot next = containing(instance());
        world.publish(next);
        assertSame(next, world.peek());
        assertEquals(1, leased.leased());
        assertEquals(0, old.component().closed.get());
        leased.release();
        assertEquals(1, old.component().closed.get());
        assertTrue(old.closed().isDone());
    }

    @Test
    void whatTheNextWorldContainsTooStaysOpen() {
        Instance<Counting> kept = instance();
        Instance<Counting> dropped = instance();
        World world = new World(containing(kept, dropped), Runnable::run);
        world.publish(containing(kept));
        assertEquals(1, dropped.component().closed.get());
        assertEquals(0, kept.component().closed.get());
        world.close();
        world.close();
        assertEquals(1, kept.component().closed.get());
    }

    @Test
    void anInstanceThatNeverGotIntoAWorldIsClosedOnce() {
        Instance<Counting> never = instance();
        never.discard();
        never.discard();
        assertEquals(1, never.component().closed.get());
    }

    /** Requests lease and use a world's instance while worlds follow each other as fast as they can. */
    @Test
    void noInstanceIsClosedUnderARequest() throws InterruptedException {
        Instance<Counting> first = instance();
        List<Instance<Counting>> all = new ArrayList<>(List.of(first));
        World world = new World(containing(first), Runnable::run);
        AtomicInteger usedAfterClose = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(Thread.ofVirtual().start(() -> use(world, usedAfterClose)));
        }
        for (int i = 0; i < 500; i++) {
            Instance<Counting> next = instance();
            all.add(next);
            world.publish(containing(next));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        world.close();
        assertEquals(0, usedAfterClose.get());
        assertFalse(all.stream().anyMatch(each -> each.component().closed.get() != 1));
    }

    private static void use(World world, AtomicInteger usedAfterClose) {
        for (int i = 0; i < 2_000; i++) {
            Snapshot snapshot = world.acquire();
            try {
                Thread.yield();
                for (Instance<?> each : snapshot.parts().instances()) {
                    usedAfterClose.addAndGet(((Counting) each.component()).closed.get());
                }
            } finally {
                snapshot.release();
            }
        }
    }
}
