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
import org.jspecify.annotations.Nullable;

/**
 * Keeps one token and renews it. While it is good, nobody waits: shortly before its end one background task gets the next. Only
 * without a good token do callers wait, all of them for the same one. Safe for use by any thread.
 */
public final class TokenCache {
    /** How long before its end a token is renewed. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    /** How long before its end a token counts as bad: a request is under way for a while. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    /** How long to leave a source alone that failed, while the token is still good. */
    static final Duration REST = Duration.ofSeconds(30);

    private final TokenSource source;
    private final InstantSource clock;
    private final Executor executor;
    private final Logger logger;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable AccessToken token;
    private volatile Instant restUntil = Instant.MIN;

    /** An empty cache; the first caller waits. */
    public TokenCache(TokenSource source, PluginContext context) {
        this.source = source;
        clock = context.clock();
        executor = context.executor();
        logger = context.logger();
    }

    /**
     * A token that is good for a while.
     *
     * @throws GatewayException if there is none
     */
    public AccessToken get() {
        Instant now = clock.instant();
        AccessToken known = token;
        if (known == null || !isGood(known, now)) {
            return awaitNew();
        }
        if (now.isAfter(known.expires().minus(AHEAD)) && now.isAfter(restUntil)) {
            renewInBackground();
        }
        return known;
    }

    private static boolean isGood(AccessToken token, Instant now) {
        return now.isBefore(token.expires().minus(MARGIN));
    }

    private AccessToken awaitNew() {
        lock.lock();
        try {
            AccessToken known = token;
            if (known != null && isGood(known, clock.instant())) {
                return known; // whoever held the lock got it
            }
            AccessToken fetched = source.fetch();
            token = fetched;
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
            token = source.fetch();
        } catch (GatewayException e) {
            restUntil = clock.instant().plus(REST);
            logger.log(Level.WARNING, "the token could not be renewed yet: {0}", e.getMessage());
        } finally {
            lock.unlock();
            renewing.set(false);
        }
    }
}
