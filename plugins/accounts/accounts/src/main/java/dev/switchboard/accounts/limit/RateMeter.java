package dev.switchboard.accounts.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was taken in the last minute, second by second. The window slides: whichever sixty seconds one looks at, no more was let
 * in than the limit, also around the turn of a minute. Methods are called with the lock held.
 */
final class RateMeter extends Meter {
    private static final int SECONDS = 61;

    /** How long nothing more is asked of others after they had nothing to give. */
    private static final Duration DRY = Duration.ofSeconds(1);

    private final long[] amounts = new long[SECONDS];
    private final long[] seconds = new long[SECONDS];
    private final String name;
    private final Optional<Rounds> rounds;
    private final Share share = new Share();
    private long limit;
    private long dryUntil;
    private boolean dry;
    private long sum;
    private long newest;

    /** A limit that this gateway shares with none. */
    RateMeter() {
        this("", Optional.empty());
    }

    /**
     * A limit that gateways may share.
     *
     * @param name   by which they know it
     * @param rounds share it; empty if it is not shared
     */
    RateMeter(String name, Optional<Rounds> rounds) {
        this.name = name;
        this.rounds = rounds;
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    String name() {
        return name;
    }

    /** How much may be let in here within a minute, of a limit. */
    long held(long most) {
        return rounds.map(each -> each.heldOf(most, share.granted())).orElse(most);
    }

    /** Notes how much there may be in all, and that an amount was let in. */
    void took(long amount, long most) {
        limit = most;
        share.took(amount);
    }

    /** Notes that an amount was not let in, because others hold it. */
    void need(long amount, long most) {
        limit = most;
        if (!dry || System.nanoTime() - dryUntil > 0) {
            dry = false;
            share.need(amount);
        }
    }

    /** Whether something is needed that others may have. */
    boolean isNeeded() {
        return share.isNeeded();
    }

    /** Others have nothing to give for a while. */
    void dry() {
        dry = true;
        dryUntil = System.nanoTime() + DRY.toNanos();
        share.forgetNeed();
    }

    /** Whether it is time to hold more of it. */
    boolean isLow(Instant now) {
        return rounds.isPresent() && share.isLow(share.granted() - taken(now));
    }

    long granted() {
        return share.granted();
    }

    /** Decides how much to hold from now on, see {@link Share#plan}. @param elsewhere what others hold */
    Share.Plan plan(long elsewhere, int gateways, boolean wanted, Instant now) {
        return share.plan(share.granted() - taken(now), limit - elsewhere - share.granted(), gateways, wanted);
    }

    /** The store has agreed to more. */
    void grant(long more, Instant now) {
        share.grant(more, share.granted() - taken(now));
    }

    /** Others have given this gateway up, and what it held is theirs. */
    void forfeit() {
        share.forfeit();
    }

    /** What was taken and has not been given back, in the last minute. */
    long taken(Instant now) {
        advance(now);
        return Math.max(0, sum);
    }

    /** Takes an amount, or gives it back where it is negative. @param at when it was taken at first */
    void add(long amount, Instant at, Instant now) {
        advance(now);
        long second = at.getEpochSecond();
        int index = Math.floorMod(second, SECONDS);
        if (seconds[index] == second) {
            amounts[index] += amount;
            sum += amount;
        } else if (second > newest - SECONDS) {
            sum += amount - amounts[index];
            amounts[index] = amount;
            seconds[index] = second;
        }
    }

    /** How long until enough is free again for an amount, if nothing else is taken. */
    Duration untilFree(long excess, Instant now) {
        long second = advance(now);
        long freed = 0;
        for (long each = second - SECONDS + 1; each <= second; each++) {
            int index = Math.floorMod(each, SECONDS);
            if (seconds[index] == each) {
                freed += amounts[index];
                if (freed >= excess) {
                    return Duration.ofSeconds(each + SECONDS - second);
                }
            }
        }
        return Duration.ofSeconds(SECONDS);
    }

    /** How long until all of it is free. */
    Duration untilAllFree(Instant now) {
        long second = advance(now);
        for (long each = second; each > second - SECONDS; each--) {
            int index = Math.floorMod(each, SECONDS);
            if (seconds[index] == each && amounts[index] > 0) {
                return Duration.ofSeconds(each + SECONDS - second);
            }
        }
        return Duration.ZERO;
    }

    private long advance(Instant now) {
        long second = now.getEpochSecond();
        if (second > newest) {
            for (int i = 0; i < SECONDS; i++) {
                if (seconds[i] != Long.MIN_VALUE && seconds[i] <= second - SECONDS) {
                    sum -= amounts[i];
                    amounts[i] = 0;
                    seconds[i] = Long.MIN_VALUE;
                }
            }
            newest = second;
        }
        return Math.max(second, newest);
    }
}
