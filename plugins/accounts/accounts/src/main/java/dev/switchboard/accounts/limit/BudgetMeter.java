package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one thing spent in the present period of one budget, and what calls under way have reserved.
 */
final class BudgetMeter extends MoneyMeter {
    private static final long SLOT_SECONDS = 900;

    private final Optional<Period> period;
    /** What was spent, by quarters of an hour; without a period all of it at the epoch. Of most budgets nothing is spent. */
    private SortedMap<Instant, Long> slots = Collections.emptySortedMap();

    private long spent;
    private Instant start = Instant.MIN;
    /** Until then nothing of what was spent falls out of the period. */
    private Instant border = Instant.MIN;

    private boolean known;
    private boolean warned;
    private @Nullable List<Spent> recent;

    BudgetMeter(Optional<Period> period) {
        this.period = period;
    }

    Optional<Period> period() {
        return period;
    }

    /** Whether it was told once what the store says. */
    boolean isKnown() {
        return known;
    }

    /** What was spent in the period that a time is in. */
    long spent(Instant now) {
        if (period.isPresent() && !now.isBefore(border)) {
            advance(period.get(), now);
        }
        return spent;
    }

    private void advance(Period period, Instant now) {
        Instant begin = period.start(now);
        if (begin.isAfter(start)) {
            start = begin;
            warned &= period.rolling();
            forgetBefore(period.rolling() ? slot(begin) : begin);
        }
        border = period.rolling() ? slot(begin).plusSeconds(SLOT_SECONDS).plus(period.length()) : period.next(now);
    }

    private void forgetBefore(Instant begin) {
        if (slots.isEmpty()) {
            return;
        }
        SortedMap<Instant, Long> gone = slots.headMap(begin);
        for (long amount : gone.values()) {
            spent -= amount;
        }
        gone.clear();
    }

    /** Adds what was spent at a time; what lies before the present period does not count any more. */
    void spend(long amount, Instant at, Instant now) {
        if (recent != null) {
            recent.add(new Spent(amount, at));
        }
        spent(now);
        Instant when = period.isEmpty() ? Instant.EPOCH : fine(at);
        if (when.isBefore(start) && !(period.isPresent() && period.get().rolling() && !when.isBefore(slot(start)))) {
            return;
        }
        if (slots.isEmpty()) {
            slots = new TreeMap<>();
        }
        slots.merge(when, amount, Math::addExact);
        spent = Math.addExact(spent, amount);
    }

    /** Periods that are shorter than a slot, or begin within one, need the second. */
    private Instant fine(Instant at) {
        return period.isPresent() && period.get().length().toSeconds() % SLOT_SECONDS != 0
                ? Instant.ofEpochSecond(at.getEpochSecond())
                : slot(at);
    }

    /** The beginning of the quarter of an hour that a time is in: the store knows no finer. */
    static Instant slot(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
    }

    /** Begins to remember what is spent from now on, for {@link #endRefresh}. */
    void beginRefresh() {
        recent = new ArrayList<>();
    }

    /**
     * Replaces what is known by what the store says, and what was spent here since {@link #beginRefresh}. Of that the store may
     * have some already: then too much is counted until the next time, and never too little.
     */
    void endRefresh(SortedMap<Instant, Long> amounts, Instant now) {
        List<Spent> since = recent == null ? List.of() : recent;
        recent = null;
        seed(amounts, now);
        since.forEach(each -> spend(each.amount(), each.at(), now));
    }

    /** Forgets that a refresh began. */
    void abandonRefresh() {
        recent = null;
    }

    private record Spent(long amount, Instant at) {}

    /** Replaces what is known by what the store says. */
    void seed(SortedMap<Instant, Long> amounts, Instant now) {
        slots = Collections.emptySortedMap();
        spent = 0;
        start = Instant.MIN;
        border = Instant.MIN;
        known = true;
        amounts.forEach((at, amount) -> spend(amount, at, now));
    }

    /** Whether the operator is to be told that the soft budget is spent: once in a period. */
    boolean warn() {
        boolean first = !warned;
        warned = true;
        return first;
    }
}
