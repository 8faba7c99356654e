package dev.switchboard.accounts.directory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits that accounts have in common, each kept once: keys are made by the thousand with the same. Safe for use by any thread. */
final class KnownLimits {
    /** Beyond so many different ones it begins anew. */
    private static final int MOST = 10_000;

    private final Map<Limits, Limits> known = new ConcurrentHashMap<>();

    /** The first that were equal to these. */
    Limits same(Limits limits) {
        if (known.size() >= MOST) {
            known.clear();
        }
        Limits first = known.putIfAbsent(limits, limits);
        return first == null ? limits : first;
    }
}
