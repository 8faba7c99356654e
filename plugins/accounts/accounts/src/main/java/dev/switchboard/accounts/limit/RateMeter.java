package dev.switchboard.accounts.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was taken in the last minute, second by second. The window slides: whichever sixty seconds one looks at, no more was let
 * in than the limit, also around the turn of a minute. Methods are called with the lock held.
 */
final class RateMeter extends LimitMeter {
    private static final int SECONDS = 61;

    private final long[] amounts = new long[SECONDS];
    private final long[] seconds = new long[SECONDS];
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
        super(name, rounds);
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** What was taken and has not been given back, in the last minute. */
    @Override
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
