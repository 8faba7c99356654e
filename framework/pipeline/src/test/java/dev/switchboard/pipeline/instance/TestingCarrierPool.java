package dev.switchboard.pipeline.instance;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/** The carriers of this process. */
final class TestingCarrierPool implements CarrierPool {
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    @Override
    public int size() {
        return scheduler.getParallelism();
    }

    @Override
    public void resize(int threads) {
        scheduler.setParallelism(threads);
    }
}
