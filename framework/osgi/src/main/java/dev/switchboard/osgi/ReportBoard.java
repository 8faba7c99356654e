package dev.switchboard.osgi;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the latest report, in this process and as a file. */
final class ReportBoard {
    private static final Logger log = LoggerFactory.getLogger(ReportBoard.class);

    private final ReportFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private PluginReport report;

    ReportBoard(ReportFile file, InstantSource clock) {
        this.file = file;
        this.report = new PluginReport(clock.instant(), List.of(), List.of());
    }

    void publish(PluginReport next) {
        try {
            file.write(next);
        } catch (IOException e) {
            log.warn("other processes see an outdated list of plugins: {}", e.toString());
        }
        lock.lock();
        try {
            report = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    PluginReport report() {
        lock.lock();
        try {
            return report;
        } finally {
            lock.unlock();
        }
    }

    boolean await(Predicate<PluginReport> wish, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!wish.test(report)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
