package dev.switchboard.accounts.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something of which there may be so much at a time, and which gateways may share. Methods are called with the lock held. */
abstract sealed class LimitMeter extends Meter permits RateMeter, SlotMeter {
    /** How long nothing more is asked of others after they had nothing to give. */
    private static final Duration DRY = Duration.ofSeconds(1);

    private final String name;
    private final Optional<Rounds> rounds;
    private final Share share = new Share();
    private long limit;
    private long dryUntil;
    private boolean dry;

    /**
     * A limit that gateways may share.
     *
     * @param name   by which they know it
     * @param rounds share it; empty if it is not shared
     */
    LimitMeter(String name, Optional<Rounds> rounds) {
        this.name = name;
        this.rounds = rounds;
    }

    final String name() {
        return name;
    }

    /** What is taken at present. */
    abstract long taken(Instant now);

    /** How much may be taken here, of a limit. */
    final long held(long most) {
        return rounds.map(each -> each.heldOf(most, share.granted())).orElse(most);
    }

    /** Notes how much there may be in all, and that an amount was taken. */
    final void took(long amount, long most) {
        limit = most;
        share.took(amount);
    }

    /** Notes that an amount was not let in, because others hold it. */
    final void need(long amount, long most) {
        limit = most;
        if (!dry || System.nanoTime() - dryUntil > 0) {
            dry = false;
            share.need(amount);
        }
    }

    /** Whether something is needed that others may have. */
    final boolean isNeeded() {
        return share.isNeeded();
    }

    /** Others have nothing to give for a while. */
    final void dry() {
        dry = true;
        dryUntil = System.nanoTime() + DRY.toNanos();
        share.forgetNeed();
    }

    /** Whether it is time to hold more of it. */
    final boolean isLow(Instant now) {
        return rounds.isPresent() && share.isLow(share.granted() - taken(now));
    }

    final long granted() {
        return share.granted();
    }

    /** Decides how much to hold from now on, see {@link Share#plan}. @param elsewhere what others hold */
    final Share.Plan plan(long elsewhere, int gateways, boolean wanted, Instant now) {
        return share.plan(share.granted() - taken(now), limit - elsewhere - share.granted(), gateways, wanted);
    }

    /** The store has agreed to more. */
    final void grant(long more, Instant now) {
        share.grant(more, share.granted() - taken(now));
    }

    /** Others have given this gateway up, and what it held is theirs. */
    final void forfeit() {
        share.forfeit();
    }
}
