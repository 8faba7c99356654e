package dev.switchboard.distribution;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/**
 * What classes take in this process, after a collection.
 *
 * @param classes   how many are loaded
 * @param metaspace bytes used for them
 */
record Footprint(long classes, long metaspace) {
    static Footprint now() {
        System.gc();
        return new Footprint(
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .map(MemoryPoolMXBean::getUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum());
    }

    /** Whether it is at most so many per cent larger than another, in both respects. */
    boolean isWithin(int percent, Footprint other) {
        double factor = 1 + percent / 100.0;
        return classes <= other.classes * factor && metaspace <= other.metaspace * factor;
    }

    @Override
    public String toString() {
        return classes + " classes in " + metaspace / 1024 + " KB";
    }
}
