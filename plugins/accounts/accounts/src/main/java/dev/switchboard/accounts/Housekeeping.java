package dev.switchboard.accounts;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/** Removes what is older than it is to be kept, in small steps. */
record Housekeeping(Store store, Duration keepLedger, InstantSource clock, Logger log) {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration KEEP_CHANGES = Duration.ofDays(1);
    private static final Duration KEEP_SLOTS = Duration.ofDays(400);
    private static final Duration KEEP_AUDIT = Duration.ofDays(730);
    private static final int STEP = 10_000;

    /** Goes on until the thread is interrupted. Blocks. */
    void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                clean();
                Thread.sleep(PAUSE);
            } catch (StoreException e) {
                log.log(Level.WARNING, "old rows could not be removed: {0}", e.getMessage());
                pauseAfterFailure();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pauseAfterFailure() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes what is too old now. */
    void clean() {
        Instant now = clock.instant();
        each(() -> store.ledger(mapper -> mapper.forget(now.minus(keepLedger))));
        each(() -> store.ledger(mapper -> mapper.forgetSlots(now.minus(KEEP_SLOTS))));
        each(() -> store.entities(mapper -> mapper.forgetChanges(now.minus(KEEP_CHANGES))));
        each(() -> store.entities(mapper -> mapper.forgetAudits(now.minus(KEEP_AUDIT))));
    }

    private static void each(IntSupplier step) {
        while (step.getAsInt() >= STEP) {
            // the next ten thousand
        }
    }
}
