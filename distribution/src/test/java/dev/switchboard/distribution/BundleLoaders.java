package dev.switchboard.distribution;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many class loaders of bundles the JVM holds; it counts them itself, so that none is missed. */
final class BundleLoaders {
    private static final long LOOK_NANOS = 50_000_000;

    private BundleLoaders() {}

    /** How many are left after a collection. */
    static int alive() throws JMException {
        System.gc();
        String table = String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmClassloaderStats",
                        new Object[0],
                        new String[0]));
        return (int)
                table.lines().filter(line -> line.contains("BundleClassLoader")).count();
    }

    /** Collects until no more than so many are left, at most for that long, and returns how many are left. */
    static int awaitAlive(int expected, Duration patience) throws JMException {
        long end = System.nanoTime() + patience.toNanos();
        int alive = alive();
        while (alive > expected && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
            alive = alive();
        }
        return alive;
    }
}
