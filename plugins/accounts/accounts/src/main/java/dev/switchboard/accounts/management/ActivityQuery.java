package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.ActivityRow;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which days of the sums a request is about.
 *
 * @param from the first
 * @param to   the last
 */
record ActivityQuery(LocalDate from, LocalDate to) {
    private static final int MOST_ROWS = 100_000;
    private static final int USUAL_DAYS = 30;

    /** What {@code start_date} and {@code end_date} say; without them the last thirty days. */
    static ActivityQuery of(Ask ask, InstantSource clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new ActivityQuery(date(ask, "start_date", today.minusDays(USUAL_DAYS)), date(ask, "end_date", today));
    }

    /** A day that a query parameter names. */
    static LocalDate date(Ask ask, String name, LocalDate usual) {
        try {
            return ask.query(name)
                    .map(text -> LocalDate.parse(text.substring(0, Math.min(10, text.length()))))
                    .orElse(usual);
        } catch (DateTimeParseException e) {
            throw Fields.invalid(
                    name + ": \"" + ask.query(name).orElse("") + "\" (expected: a date such as 2026-11-21)");
        }
    }

    /** The sums of all entities of a kind. */
    List<ActivityRow> rows(Store store, String kind) {
        return rows(store, kind, null, null);
    }

    /** The sums of some entities of a kind; null does not matter. */
    List<ActivityRow> rows(Store store, String kind, @Nullable List<String> ids, @Nullable String keyHash) {
        List<ActivityRow> rows = store.ledger(mapper -> mapper.activity(kind, ids, keyHash, from, to, MOST_ROWS + 1));
        if (rows.size() > MOST_ROWS) {
            throw Fields.invalid("start_date, end_date: these days have more than " + MOST_ROWS
                    + " sums (expected: fewer days, or those of one key, user, team, ...)");
        }
        return rows;
    }

    /** Rows by something that they have, in order; those that lack it are left out. */
    static Map<String, List<ActivityRow>> group(List<ActivityRow> rows, Function<ActivityRow, String> by) {
        Map<String, List<ActivityRow>> groups = new TreeMap<>();
        rows.stream()
                .filter(row -> !by.apply(row).isEmpty())
                .forEach(row -> groups.computeIfAbsent(by.apply(row), name -> new ArrayList<>())
                        .add(row));
        return groups;
    }

    /** What rows cost together, in nano-dollars. */
    static long cost(List<ActivityRow> rows) {
        return rows.stream().mapToLong(ActivityRow::cost).reduce(0, Math::addExact);
    }

    /** Rows by their days, in order. */
    static SortedMap<LocalDate, List<ActivityRow>> byDay(List<ActivityRow> rows) {
        SortedMap<LocalDate, List<ActivityRow>> days = new TreeMap<>();
        rows.forEach(row -> days.computeIfAbsent(row.activityDate(), day -> new ArrayList<>())
                .add(row));
        return days;
    }

    /** A key's hash under which it spends, of the key or its hash. */
    static String line(String keyOrHash, Directory directory) {
        KeyHash hash = KeyHash.parse(keyOrHash).orElseGet(() -> KeyHash.of(keyOrHash));
        return directory.key(hash).map(Account::spendId).orElseGet(hash::hex);
    }
}
