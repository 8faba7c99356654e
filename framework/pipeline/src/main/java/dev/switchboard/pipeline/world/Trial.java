package dev.switchboard.pipeline.world;

import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * A second world that takes some of the requests beside the current one, and how the calls of both go. When those of the second
 * go worse than chance explains, it says so, once.
 */
public final class Trial {
    private final Snapshot snapshot;
    private final Selector selector;
    private final Predicate<ExchangeReport> concerned;
    private final TrialJudge judge;
    private final Watcher watcher;
    private final Tally tried = new Tally();
    private final Tally stable = new Tally();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Chooses the requests. */
    @FunctionalInterface
    public interface Selector {
        /**
         * Whether a request goes to the second world.
         *
         * @param current the current world, with a lease on it
         */
        boolean takes(HttpRequest request, Snapshot current);
    }

    /** Told how it goes; on threads of requests, so it must return at once. */
    public interface Watcher {
        /** Calls ended. */
        void counted(Tally tried, Tally stable);

        /** The second world does worse, for that reason. Told once. */
        void worse(String reason);
    }

    /**
     * A trial that has not begun.
     *
     * @param concerned which exchanges have anything to do with what is tried
     */
    public Trial(
            Snapshot snapshot,
            Selector selector,
            Predicate<ExchangeReport> concerned,
            TrialJudge judge,
            Watcher watcher) {
        this.snapshot = snapshot;
        this.selector = selector;
        this.concerned = concerned;
        this.judge = judge;
        this.watcher = watcher;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    boolean takes(HttpRequest request, Snapshot current) {
        return selector.takes(request, current);
    }

    void finished(Snapshot in, ExchangeReport report) {
        if (over.get() || report.outcome() == ExchangeReport.Outcome.ABORTED || !concerned.test(report)) {
            return;
        }
        // A failure that another attempt made good is one all the same.
        boolean failed = report.status() >= 400
                || report.error().isPresent()
                || report.attempts().stream()
                        .anyMatch(attempt -> attempt.error().isPresent());
        (in == snapshot ? tried : stable).add(failed, report.duration());
        watcher.counted(tried, stable);
        if (in == snapshot) {
            Optional<String> reason = judge.worse(tried, stable);
            if (reason.isPresent() && over.compareAndSet(false, true)) {
                watcher.worse(reason.get());
            }
        }
    }
}
