package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.SpendRow;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** What a batch of entries adds to the sums, each sum once and in a fixed order, so that writers do not lock crosswise. */
final class Sums {
    private static final long SLOT_SECONDS = 15 * 60;

    private static final Comparator<SpendRow> ORDER =
            Comparator.comparing(SpendRow::kind).thenComparing(SpendRow::id).thenComparing(SpendRow::slot);

    private final Map<Scope, Long> totals = new HashMap<>();
    private final Map<Slot, Long> slots = new HashMap<>();
    private final Map<Activity, ActivityRow> activity = new HashMap<>();

    /** What somebody spent in a quarter of an hour is one sum. */
    private record Slot(Scope scope, Instant begin) {}

    /** What the sums of a day are kept for. */
    private record Activity(
            LocalDate date, String kind, String entity, String key, String model, String upstream, String provider) {
        String id() {
            return digest(String.join("\n", date.toString(), kind, entity, key, model, upstream, provider));
        }
    }

    /** The beginning of the quarter of an hour that a time is in. */
    static Instant slot(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
    }

    void add(LedgerEntry entry) {
        long cost = entry.cost().known().nanos();
        Instant slot = slot(entry.startedAt());
        for (Scope scope : Scope.of(entry)) {
            if (cost != 0) {
                totals.merge(scope, cost, Math::addExact);
                slots.merge(new Slot(scope, slot), cost, Math::addExact);
            }
            if (scope.kind() != Scope.Kind.KEY_MODEL && scope.kind() != Scope.Kind.MEMBER) {
                addActivity(entry, scope.label(), scope.id());
            }
        }
        if (entry.caller().attributes().containsKey(Scope.TEAM)) {
            String user = entry.caller().attributes().get(Scope.USER);
            if (user != null) {
                addActivity(entry, "user", user);
            }
        }
    }

    private void addActivity(LedgerEntry entry, String kind, String id) {
        LocalDate date = LocalDate.ofInstant(entry.startedAt(), ZoneOffset.UTC);
        String hash = entry.caller().attributes().getOrDefault(Scope.KEY, "");
        String model = entry.request().model();
        String upstream = entry.upstream().model();
        String provider = entry.upstream().provider();
        Usage usage = entry.usage();
        boolean good = entry.status() == AttemptStatus.COMPLETED || entry.status() == AttemptStatus.CACHE;
        Activity what = new Activity(date, kind, id, hash, model, upstream, provider);
        ActivityRow known = activity.get(what);
        ActivityRow more = new ActivityRow(
                known == null ? what.id() : known.id(),
                date,
                kind,
                id,
                hash,
                model,
                upstream,
                provider,
                entry.cost().known().nanos(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.of(Bucket.CACHE_READ),
                usage.of(Bucket.CACHE_WRITE) + usage.of(Bucket.CACHE_WRITE_1H),
                1,
                good ? 1 : 0,
                good ? 0 : 1);
        activity.put(what, known == null ? more : known.plus(more));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    Collection<SpendRow> totals() {
        return totals.entrySet().stream()
                .map(each -> row(each.getKey(), Instant.EPOCH, each.getValue()))
                .sorted(ORDER)
                .toList();
    }

    Collection<SpendRow> slots() {
        return slots.entrySet().stream()
                .map(each -> row(each.getKey().scope(), each.getKey().begin(), each.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static SpendRow row(Scope scope, Instant slot, long amount) {
        return new SpendRow(scope.label(), scope.id(), slot, amount);
    }

    Collection<ActivityRow> activity() {
        return activity.values().stream()
                .sorted(Comparator.comparing(ActivityRow::id))
                .toList();
    }
}
