package dev.switchboard.testkit.leak;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Proves that a class loader is collected.
 *
 * <pre>{@code
 * LeakProbe.assertCollected(() -> {
 *     Bundle bundle = deploy();
 *     WeakReference<ClassLoader> loader = new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
 *     use();
 *     remove();
 *     return loader;
 * });
 * }</pre>
 *
 * <p>The caller must not hold the loader, one of its classes or one of their instances in a field or a local variable
 * of its own; the supplier's frame is gone when the probe begins, which makes it the safe form.
 */
public final class LeakProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 50;

    private LeakProbe() {}

    /**
     * Runs a whole life of a plugin and demands that its loader is collected.
     *
     * @param life deploys, uses and removes the plugin and returns a reference to its loader
     * @throws AssertionError when the loader is still there after ten seconds; the message names threads, MBeans and
     *     files that help to find who holds it
     */
    public static void assertCollected(Supplier<WeakReference<ClassLoader>> life) {
        assertCollected(life.get());
    }

    /** As {@link #assertCollected(Supplier)}, for a plugin that has been removed already. */
    public static void assertCollected(WeakReference<ClassLoader> loader) {
        assertCollected(loader, PATIENCE);
    }

    /** As {@link #assertCollected(WeakReference)}, with a patience of the caller's choice. */
    public static void assertCollected(WeakReference<ClassLoader> loader, Duration patience) {
        if (!isCollected(loader, patience)) {
            ClassLoader leaked = loader.get();
            if (leaked != null) {
                throw new AssertionError(LeakReport.describe(leaked));
            }
        }
    }

    /** Collects garbage until the loader is gone, at most for that long; whether it is gone. */
    public static boolean isCollected(WeakReference<ClassLoader> loader, Duration patience) {
        long start = System.nanoTime();
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        // The queue wakes us at once; polling the caller's reference alone would need a sleep.
        WeakReference<ClassLoader> sentinel = new WeakReference<>(loader.get(), collected);
        try {
            while (!loader.refersTo(null)) {
                System.gc();
                if (collected.remove(LOOK_MILLIS) == null && System.nanoTime() - start > patience.toNanos()) {
                    return loader.refersTo(null);
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return loader.refersTo(null);
        } finally {
            Reference.reachabilityFence(sentinel);
        }
    }
}
