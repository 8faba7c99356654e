package dev.switchboard.pipeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginDoorTest {
    private final PluginMeter meter = new PluginMeter();
    private final PluginDoor door = new PluginDoor("guardrail pii (patterns, patterns 1.0.0)", meter);
    private final TestingCarriers carriers = new TestingCarriers();
    private final CallWatch watch = new CallWatch(() -> List.of(meter), carriers);

    /** Carriers of which a test says how they are. */
    private static final class TestingCarriers extends Carriers {
        private boolean starved;
        private int lost;

        TestingCarriers() {
            super(new TestingCarrierPool());
        }

        @Override
        boolean areStarved() {
            return starved;
        }

        @Override
        void replace(int howMany) {
            lost = howMany;
        }
    }

    private List<RunningCall> running() {
        return meter.running(System.nanoTime());
    }

    @Test
    void callsAndTheirTimeAreCounted() {
        assertEquals("yes", door.call(() -> "yes"));
        PluginMeter.Figures figures = meter.figures();
        assertEquals(1, figures.calls());
        assertEquals(0, figures.errors());
        assertTrue(figures.p99().compareTo(figures.total()) >= 0, figures::toString);
        assertTrue(running().isEmpty());
    }

    @Test
    void eachCallIsCountedAndSomeAreTimed() throws InterruptedException {
        int threads = 40;
        int each = 5 * CallSlot.TIMED;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                for (int call = 0; call < each; call++) {
                    door.call(() -> door.call(() -> "nested"));
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        PluginMeter.Figures figures = meter.figures();
        assertEquals(2L * threads * each, figures.calls());
        assertTrue(figures.total().isPositive(), figures::toString);
        assertTrue(running().isEmpty());
    }

    @Test
    void moreCallsAtATimeThanEverBeforeAreSeenAll() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            callers.add(Thread.ofVirtual().start(() -> door.callPatiently(() -> waitFor(done))));
        }
        await(() -> running().size() == 300);
        done.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertTrue(running().isEmpty());
        assertEquals(300, meter.figures().calls());
    }

    @Test
    void aCallThatWasSeenIsNotTakenForTheNextOfItsThread() {
        List<RunningCall> seen = new ArrayList<>();
        door.call(() -> seen.addAll(running()));
        assertEquals(1, seen.size());
        assertTrue(door.call(() -> {
            seen.getFirst().interrupt();
            return !seen.getFirst().abandon() && !Thread.currentThread().isInterrupted();
        }));
        assertEquals(0, meter.figures().abandoned());
    }

    @Test
    void aStepOfAStreamThatComputesForEverIsAbandonedToo() throws Exception {
        Spinning spinning = new Spinning();
        OwnWork work = new OwnWork(door);
        FutureTask<Boolean> step = new FutureTask<>(() -> work.step(spinning));
        Thread.ofPlatform().start(step);
        await(() -> running().size() == 1);
        watch.look(later());
        watch.look(later());
        assertEquals(1, meter.figures().abandoned());
        spinning.stop = true;
        assertTrue(step.get());
        assertEquals(0, meter.figures().calls());
        work.end();
        assertEquals(1, meter.figures().calls());
    }

    static List<Throwable> faults() {
        return List.of(
                new IllegalStateException("odd"),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("com/acme/Missing"),
                new AssertionError("odd"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsThrownBecomesTextThatNamesThePlugin(Throwable fault) {
        FaultyPluginException failure = assertThrows(FaultyPluginException.class, () -> door.call(throwing(fault)));
        assertTrue(
                failure.getMessage()
                        .startsWith("guardrail pii (patterns, patterns 1.0.0) failed: "
                                + fault.getClass().getSimpleName()),
                failure::getMessage);
        assertEquals(null, failure.getCause());
        assertEquals(fault.getStackTrace()[0], failure.getStackTrace()[0]);
        assertEquals(1, meter.figures().errors());
        assertEquals(1, meter.figures().calls());
        assertTrue(
                meter.figures()
                        .lastError()
                        .startsWith("guardrail pii (patterns, patterns 1.0.0) failed: "
                                + fault.getClass().getSimpleName() + " at "),
                () -> meter.figures().lastError());
    }

    @Test
    void nullIsNoAnswer() {
        FaultyPluginException failure = assertThrows(FaultyPluginException.class, () -> door.call(() -> null));
        assertEquals(
                "guardrail pii (patterns, patterns 1.0.0) failed: IllegalStateException: it answered null",
                failure.getMessage());
    }

    @SuppressWarnings("unchecked") // thrown as what it is
    private static <E extends Throwable> Supplier<String> throwing(Throwable fault) {
        return () -> {
            try {
                throw (E) fault;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
    }

    @Test
    void anAnswerInTheFormOfAnExceptionIsNoError() {
        GatewayException answer = GatewayException.of(ErrorKind.INVALID_REQUEST, "no");
        assertSame(answer, assertThrows(GatewayException.class, () -> door.call(throwing(answer))));
        assertEquals(0, meter.figures().errors());
    }

    @Test
    void aCallThatWaitsTooLongIsInterruptedAndItsThreadIsNotAfterwards() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<Boolean> after = new FutureTask<>(() -> {
            assertThrows(FaultyPluginException.class, () -> door.call(() -> waitFor(never)));
            return Thread.interrupted();
        });
        Thread caller = Thread.ofPlatform().start(after);
        await(() -> caller.getState() == Thread.State.WAITING && !running().isEmpty());
        watch.look(System.nanoTime());
        assertFalse(after.isDone());
        watch.look(later());
        assertFalse(after.get());
        assertEquals(1, meter.figures().errors());
        assertEquals(0, meter.figures().abandoned());
    }

    @Test
    void aPatientCallMayWaitAsLongAsItLikes() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        FutureTask<Boolean> call = new FutureTask<>(() -> door.callPatiently(() -> waitFor(done)));
        Thread caller = Thread.ofPlatform().start(call);
        await(() -> caller.getState() == Thread.State.WAITING && !running().isEmpty());
        carriers.starved = true;
        watch.look(later());
        watch.look(later());
        done.countDown();
        assertTrue(call.get());
        assertEquals(0, meter.figures().errors());
    }

    @Test
    void aCallThatComputesForEverIsAbandonedAndAfterSomeOfThemTheDoorIsClosed() throws Exception {
        Spinning spinning = new Spinning();
        List<FutureTask<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < PluginDoor.MOST_ABANDONED; i++) {
            calls.add(new FutureTask<>(() -> door.call(spinning)));
            Thread.ofPlatform().start(calls.getLast());
        }
        await(() -> running().size() == PluginDoor.MOST_ABANDONED);
        watch.look(later());
        assertEquals(0, meter.figures().abandoned());
        watch.look(later());
        assertEquals(PluginDoor.MOST_ABANDONED, meter.figures().abandoned());
        assertEquals(PluginDoor.MOST_ABANDONED, carriers.lost);

        FaultyPluginException closed = assertThrows(FaultyPluginException.class, () -> door.call(() -> "in"));
        assertEquals("it is isolated, since 4 calls of it do not come back", closed.fault());
        assertTrue(door.callPatiently(() -> true));

        spinning.stop = true;
        for (FutureTask<Boolean> call : calls) {
            assertTrue(call.get());
        }
        assertEquals("in", door.call(() -> "in"));
        assertEquals(0, meter.figures().abandoned());
        watch.look(later());
        assertEquals(0, carriers.lost);
    }

    @Test
    void aCallThatComputesWhileOthersStarveIsAbandonedSooner() throws Exception {
        Spinning spinning = new Spinning();
        FutureTask<Boolean> call = new FutureTask<>(() -> door.callPatiently(spinning));
        Thread.ofPlatform().start(call);
        await(() -> running().size() == 1);
        carriers.starved = true;
        long soon = System.nanoTime() + CallWatch.BUDGET.toNanos() / 2;
        watch.look(soon);
        watch.look(soon);
        assertEquals(1, meter.figures().abandoned());
        spinning.stop = true;
        assertTrue(call.get());
    }

    /** Computes and hears nothing, until it is told otherwise. */
    private static final class Spinning implements Supplier<Boolean> {
        private volatile boolean stop;

        @Override
        public Boolean get() {
            while (!stop) {
                Thread.onSpinWait();
            }
            return true;
        }
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long later() {
        return System.nanoTime() + CallWatch.BUDGET.toNanos() + 1;
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < giveUp, "not in time");
            Thread.onSpinWait();
        }
    }

    @Test
    void whatWasInterruptedSaysSo() throws InterruptedException, ExecutionException {
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<String> words =
                new FutureTask<>(() -> assertThrows(FaultyPluginException.class, () -> door.call(() -> waitFor(never)))
                        .fault());
        Thread caller = Thread.ofPlatform().start(words);
        await(() -> caller.getState() == Thread.State.WAITING && !running().isEmpty());
        watch.look(later());
        assertEquals("no answer within 10 s", words.get());
    }
}
