package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.accounts.ledger.CallerInfo;
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
import java.util.List;
import java.util.Map;

/** What a batch of entries adds to the sums, each sum once and in a fixed order, so that writers do not lock crosswise. */
final class Sums {
    private static final long SLOT_SECONDS = 15 * 60;

    private static final Comparator<SpendRow> ORDER =
            Comparator.comparing(SpendRow::kind).thenComparing(SpendRow::id).thenComparing(SpendRow::slot);

    /** Many calls are alike in all that tells sums apart, and so are added up before they are charged to anybody. */
    private final Map<Alike, Amounts> alike = new HashMap<>();

    /** What calls that count for the same sums have in common. */
    private record Alike(CallerInfo caller, String model, String upstream, String provider, Instant slot) {}

    /** What somebody spent in a quarter of an hour is one sum. */
    private record Slot(Scope scope, Instant begin) {}

    /** What the sums of a day are kept for. */
    private record Activity(
            LocalDate date, String kind, String entity, String key, String model, String upstream, String provider) {
        String id() {
            return digest(String.join("\n", date.toString(), kind, entity, key, model, upstream, provider));
        }
    }

    /** Numbers that are added up. */
    private static final class Amounts {
        private long cost;
        private long input;
        private long output;
        private long cacheRead;
        private long cacheWrite;
        private long requests;
        private long succeeded;

        void add(LedgerEntry entry) {
            Usage usage = entry.usage();
            boolean good = entry.status() == AttemptStatus.COMPLETED || entry.status() == AttemptStatus.CACHE;
            cost = Math.addExact(cost, entry.cost().known().nanos());
            input += usage.inputTokens();
            output += usage.outputTokens();
            cacheRead += usage.of(Bucket.CACHE_READ);
            cacheWrite += usage.of(Bucket.CACHE_WRITE) + usage.of(Bucket.CACHE_WRITE_1H);
            requests++;
            succeeded += good ? 1 : 0;
        }

        void add(Amounts more) {
            cost = Math.addExact(cost, more.cost);
            input += more.input;
            output += more.output;
            cacheRead += more.cacheRead;
            cacheWrite += more.cacheWrite;
            requests += more.requests;
            succeeded += more.succeeded;
        }
    }

    /** The beginning of the quarter of an hour that a time is in. */
    static Instant slot(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
    }

    void add(LedgerEntry entry) {
        Alike common = new Alike(
                entry.caller(),
                entry.request().model(),
                entry.upstream().model(),
                entry.upstream().provider(),
                slot(entry.startedAt()));
        alike.computeIfAbsent(common, _ -> new Amounts()).add(entry);
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
        Map<Scope, Long> totals = new HashMap<>();
        alike.forEach((common, sum) -> scopes(common).forEach(scope -> totals.merge(scope, sum.cost, Math::addExact)));
        return totals.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> row(each.getKey(), Instant.EPOCH, each.getValue()))
                .sorted(ORDER)
                .toList();
    }

    Collection<SpendRow> slots() {
        Map<Slot, Long> slots = new HashMap<>();
        alike.forEach((common, sum) ->
                scopes(common).forEach(scope -> slots.merge(new Slot(scope, common.slot()), sum.cost, Math::addExact)));
        return slots.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> row(each.getKey().scope(), each.getKey().begin(), each.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static List<Scope> scopes(Alike common) {
        CallerInfo caller = common.caller();
        return Scope.of(caller.attributes(), caller.endUser(), caller.tags(), common.model());
    }

    private static SpendRow row(Scope scope, Instant slot, long amount) {
        return new SpendRow(scope.label(), scope.id(), slot, amount);
    }

    Collection<ActivityRow> activity() {
        Map<Activity, Amounts> activity = new HashMap<>();
        alike.forEach((common, sum) -> {
            for (Scope scope : scopes(common)) {
                if (scope.kind() != Scope.Kind.KEY_MODEL && scope.kind() != Scope.Kind.MEMBER) {
                    add(activity, common, scope.label(), scope.id(), sum);
                }
            }
            Map<String, String> attributes = common.caller().attributes();
            String user = attributes.get(Scope.USER);
            if (user != null && attributes.containsKey(Scope.TEAM)) {
                add(activity, common, "user", user, sum);
            }
        });
        return activity.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(ActivityRow::id))
                .toList();
    }

    private static void add(Map<Activity, Amounts> activity, Alike common, String kind, String id, Amounts sum) {
        Activity what = new Activity(
                LocalDate.ofInstant(common.slot(), ZoneOffset.UTC),
                kind,
                id,
                common.caller().attributes().getOrDefault(Scope.KEY, ""),
                common.model(),
                common.upstream(),
                common.provider());
        activity.computeIfAbsent(what, _ -> new Amounts()).add(sum);
    }

    private static ActivityRow row(Activity what, Amounts sum) {
        return new ActivityRow(
                what.id(),
                what.date(),
                what.kind(),
                what.entity(),
                what.key(),
                what.model(),
                what.upstream(),
                what.provider(),
                sum.cost,
                sum.input,
                sum.output,
                sum.cacheRead,
                sum.cacheWrite,
                sum.requests,
                sum.succeeded,
                sum.requests - sum.succeeded);
    }
}
