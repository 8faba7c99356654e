package dev.switchboard.oauth;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.GatewayException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one thing that ends and renews it. While it is good, nobody waits: shortly before its end one background task gets the
 * next. Only without a good one do callers wait, all of them for the same one. Safe for use by any thread.
 *
 * @param <T> such as a token or credentials
 */
public final class RenewingCache<T extends Expiring> {
    /** How long before its end it is renewed. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    /** How long before its end it counts as bad: a request is under way for a while. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    /** How long to leave a source alone that failed, while what is kept is still good. */
    static final Duration REST = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<? extends T> source;
    private final InstantSource clock;
    private final Executor executor;
    private final Logger logger;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable T kept;
    private volatile Instant restUntil = Instant.MIN;

    /**
     * An empty cache; the first caller waits.
     *
     * @param name   what it keeps, in words for the log, such as {@code token}
     * @param source makes the next one; may block, is called by one thread at a time, and throws a {@link GatewayException} if
     *               there is none
     */
    public RenewingCache(String name, Supplier<? extends T> source, PluginContext context) {
        this.name = name;
        this.source = source;
        clock = context.clock();
        executor = context.executor();
        logger = context.logger();
    }

    /**
     * One that is good for a while.
     *
     * @throws GatewayException if there is none
     */
    public T get() {
        Instant now = clock.instant();
        T known = kept;
        if (known == null || !isGood(known, now)) {
            return awaitNew();
        }
        if (now.plus(AHEAD).isAfter(known.expires()) && now.isAfter(restUntil)) {
            renewInBackground();
        }
        return known;
    }

    private static boolean isGood(Expiring thing, Instant now) {
        return now.plus(MARGIN).isBefore(thing.expires());
    }

    private T awaitNew() {
        lock.lock();
        try {
            T known = kept;
            if (known != null && isGood(known, clock.instant())) {
                return known; // whoever held the lock got it
            }
            T fetched = source.get();
            kept = fetched;
            return fetched;
        } finally {
            lock.unlock();
        }
    }

    private void renewInBackground() {
        if (renewing.compareAndSet(false, true)) {
            try {
                executor.execute(this::renew);
            } catch (RuntimeException e) {
                renewing.set(false); // the instance is being closed
            }
        }
    }

    private void renew() {
        lock.lock();
        try {
            kept = source.get();
        } catch (GatewayException e) {
            restUntil = clock.instant().plus(REST);
            logger.log(Level.WARNING, "the {0} could not be renewed yet: {1}", name, e.getMessage());
        } finally {
            lock.unlock();
            renewing.set(false);
        }
    }
}
