package dev.switchboard.testkit.leak;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeakProbeTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void acceptsALoaderThatNobodyHolds() {
        LeakProbe.assertCollected(() -> {
            try {
                TestingLoader loader = new TestingLoader();
                loader.plugin();
                return new WeakReference<>(loader);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void refusesALoaderThatAnInstanceHolds() throws ReflectiveOperationException {
        TestingLoader loader = new TestingLoader();
        Runnable plugin = loader.plugin();
        WeakReference<ClassLoader> reference = new WeakReference<>(loader);
        AssertionError error = assertThrows(AssertionError.class, () -> LeakProbe.assertCollected(reference, SHORT));
        assertTrue(error.getMessage().contains("testing-plugin"), error.getMessage());
        assertTrue(error.getMessage().contains("target"), error.getMessage());
        Reference.reachabilityFence(plugin);
    }

    @Test
    void namesTheThreadThatRunsItsCode() throws Exception {
        TestingLoader loader = new TestingLoader();
        Thread thread = Thread.ofPlatform().name("forgotten-timer").daemon().start(loader.plugin());
        try {
            awaitParked(thread);
            assertNames(loader, "thread 'forgotten-timer' is running its code at");
        } finally {
            thread.interrupt();
        }
    }

    @Test
    void namesTheThreadWhoseContextLoaderItIs() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        TestingLoader loader = new TestingLoader();
        try {
            Thread.currentThread().setContextClassLoader(loader);
            assertNames(loader, "has it as its context class loader");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void assertNames(ClassLoader loader, String holder) {
        WeakReference<ClassLoader> reference = new WeakReference<>(loader);
        AssertionError error = assertThrows(AssertionError.class, () -> LeakProbe.assertCollected(reference, SHORT));
        assertTrue(error.getMessage().contains(holder), error.getMessage());
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
