package dev.switchboard.pipeline.live;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which target kept a conversation last. Bounded: what was not asked for within an hour or two, or by the last hundred
 * thousand conversations, is forgotten. Looking takes no lock.
 */
public final class Keepers {
    private static final int MOST = 100_000;
    private static final long AGE = Duration.ofHours(1).toNanos();

    private volatile Map<Long, String> young = new ConcurrentHashMap<>();
    private volatile Map<Long, String> old = Map.of();
    private volatile long born;

    Keepers(long now) {
        this.born = now;
    }

    /** The target's name. */
    public Optional<String> of(long conversation) {
        String keeper = young.get(conversation);
        return Optional.ofNullable(keeper == null ? old.get(conversation) : keeper);
    }

    /** Notes who answered. */
    public void keep(long conversation, String target, long now) {
        if (young.size() >= MOST || now - born >= AGE) {
            turn(now);
        }
        young.put(conversation, target);
    }

    private synchronized void turn(long now) {
        if (young.size() >= MOST || now - born >= AGE) {
            old = young;
            young = new ConcurrentHashMap<>();
            born = now;
        }
    }
}
