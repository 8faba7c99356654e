package dev.switchboard.launcher.gateway;

import dev.switchboard.pipeline.instance.CarrierPool;
import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/** The carriers of the JDK's scheduler. */
final class SchedulerCarriers implements CarrierPool {
    private static VirtualThreadSchedulerMXBean scheduler() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }

    @Override
    public int size() {
        return scheduler().getParallelism();
    }

    @Override
    public void resize(int threads) {
        scheduler().setParallelism(threads);
    }
}
