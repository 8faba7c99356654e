package dev.switchboard.accounts.limit;

/**
 * What this gateway holds of something that gateways share, and how much of it it wants. Methods are called with the lock of its
 * meter held.
 */
final class Share {
    private long granted;
    private long needed;
    private long usual;
    private boolean asked;
    private long low;

    /** What may be used without asking. */
    long granted() {
        return granted;
    }

    /** Notes that an amount was used. */
    void took(long amount) {
        asked = true;
        usual = Math.max(usual, amount);
    }

    /** Notes that a call could not be let in for want of an amount. */
    void need(long amount) {
        took(amount);
        needed = Math.max(needed, amount);
    }

    /** What was needed is not needed any more. */
    void forgetNeed() {
        needed = 0;
    }

    /** Whether a call could not be let in since the last {@link #plan}. */
    boolean isNeeded() {
        return needed > 0;
    }

    /** Whether it is time to hold more. @param headroom what is left of what is held */
    boolean isLow(long headroom) {
        return headroom < low;
    }

    /**
     * Decides how much to hold from now on. What is given back counts as gone at once; what is added does when the store has
     * agreed, see {@link #grant}.
     *
     * @param headroom  what is left of what is held
     * @param available what nobody holds; below zero if too much is held
     * @param gateways  how many share it
     * @param wanted    whether another has too little
     */
    Plan plan(long headroom, long available, int gateways, boolean wanted) {
        long fair = Math.max(0, available) / (2L * Math.max(1, gateways));
        long need = needed;
        boolean idle = !asked;
        needed = 0;
        asked = false;
        if (need > headroom) {
            long missing = need - headroom;
            return available < missing
                    ? giveBack(headroom, true)
                    : new Plan(Math.min(available, Math.max(missing, fair)), false);
        }
        if (available < 0) {
            return giveBack(Math.min(headroom, -available), false);
        }
        if (wanted) {
            return giveBack(idle || headroom < usual ? headroom : (headroom + 1) / 2, false);
        }
        long more = fair - headroom;
        low = Math.max(headroom, fair) / 2;
        return new Plan(more > Math.max(usual, fair / 2) ? more : 0, false);
    }

    /** Decides to hold less. @param wanting whether that is because it was too little for a call */
    Plan giveBack(long amount, boolean wanting) {
        granted -= Math.max(0, amount);
        low = 0;
        return new Plan(0, wanting);
    }

    /** The store has agreed to more. @param headroom what was left before */
    void grant(long more, long headroom) {
        granted += more;
        low = (headroom + more) / 2;
    }

    /** Others have given this gateway up, and what it held is theirs. */
    void forfeit() {
        granted = 0;
        low = 0;
    }

    /**
     * What to tell the store.
     *
     * @param more    what to ask for
     * @param wanting whether there is too little for a call that was asked for
     */
    record Plan(long more, boolean wanting) {}
}
