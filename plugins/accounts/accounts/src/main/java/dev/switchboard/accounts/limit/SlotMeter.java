package dev.switchboard.accounts.limit;

import java.time.Instant;
import java.util.Optional;

/** Calls that are under way. Methods are called with the lock held. */
final class SlotMeter extends LimitMeter {
    private long taken;

    /**
     * Nothing is under way.
     *
     * @param name   by which gateways know it
     * @param rounds share it; empty if it is not shared
     */
    SlotMeter(String name, Optional<Rounds> rounds) {
        super(name, rounds);
    }

    @Override
    long taken(Instant now) {
        return taken;
    }

    void add(int change) {
        taken += change;
    }
}
