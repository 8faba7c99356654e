package dev.switchboard.accounts.limit;

/** Calls that are under way. Methods are called with the lock held. */
final class SlotMeter extends Meter {
    private long taken;

    long taken() {
        return taken;
    }

    void add(int change) {
        taken += change;
    }
}
