package dev.switchboard.pipeline.live;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Everything that routing remembers from one request to the next, by the names that the configuration gives: a changed
 * configuration or another strategy finds what was learned before. One for a gateway. Safe for use by any thread.
 */
public final class LiveState {
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Map<String, TargetState> targets = new ConcurrentHashMap<>();
    private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();
    private final Entrance mirrors = new Entrance();
    private final Entrance entrance = new Entrance();
    private final Keepers keepers;

    /**
     * An empty memory.
     *
     * @param nanos  the time in nanoseconds, as {@link System#nanoTime}
     * @param random must be safe for use by any thread
     */
    public LiveState(LongSupplier nanos, RandomGenerator random) {
        this.nanos = nanos;
        this.random = random;
        this.keepers = new Keepers(nanos.getAsLong());
    }

    /** The time in nanoseconds, on the scale of all times here. */
    public long now() {
        return nanos.getAsLong();
    }

    /** A deadline on the scale of {@link System#nanoTime}, on the scale of {@link #now}. */
    public long deadline(long systemNanos) {
        return now() + (systemNanos - System.nanoTime());
    }

    /** Where chance comes from. */
    public RandomGenerator random() {
        return random;
    }

    /** Where exchanges come in. */
    public Entrance entrance() {
        return entrance;
    }

    /** Where copies of calls come in. */
    public Entrance mirrors() {
        return mirrors;
    }

    /** Which target kept which conversation. */
    public Keepers keepers() {
        return keepers;
    }

    /** The state of a target, new if the name is. */
    public TargetState target(String id) {
        return targets.computeIfAbsent(id, name -> new TargetState(name, random, now()));
    }

    /**
     * A new state of a target as another version of its provider finds it: what that version breaks is not the target's fault. Calls
     * of both count against the target's limits.
     */
    public TargetState apart(String id) {
        return new TargetState(target(id), random);
    }

    /** The budget of further attempts of a model, new if the name is. Its size is that of the first call. */
    public RetryBudget budget(String model, double share) {
        return budgets.computeIfAbsent(model + " " + share, _ -> new RetryBudget(share, BURST));
    }

    /** Forgets all targets but these, except those with calls under way. */
    public void retain(Set<String> ids) {
        targets.values().removeIf(state -> !ids.contains(state.id()) && state.inFlight() == 0);
    }

    /** Further attempts that may be made at once after quiet times. */
    private static final int BURST = 250;
}
