package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.store.row.LedgerRow;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries of the ledger as rows. Throws for no entry, whatever it holds. */
final class EntryRows {
    private static final int MAX_HASH = 64;

    private EntryRows() {}

    static LedgerRow row(LedgerEntry entry) {
        Map<String, String> caller = entry.caller().attributes();
        Usage usage = entry.usage();
        return new LedgerRow(
                entry.id(),
                entry.exchange(),
                entry.number(),
                entry.startedAt(),
                entry.duration().toNanos() / 1_000,
                micros(entry.firstContent().orElse(null)),
                entry.status().label(),
                entry.httpStatus(),
                entry.error().orElse(null),
                entry.caller().id(),
                hash(caller.get(Scope.KEY)),
                caller.get(Scope.USER),
                caller.get(Scope.TEAM),
                caller.get(Scope.ORGANIZATION),
                caller.get(Scope.PROJECT),
                entry.caller().endUser().orElse(null),
                array(entry.caller().tags()),
                entry.request().dialect(),
                entry.request().operation(),
                entry.request().model(),
                entry.request().stream(),
                entry.upstream().target(),
                entry.upstream().provider(),
                entry.upstream().model(),
                entry.upstream().requestId().orElse(null),
                usage.inputTokens(),
                usage.outputTokens(),
                buckets(usage),
                usage.estimated(),
                entry.cost().known().nanos(),
                entry.cost() instanceof Cost.Priced,
                entry.cost() instanceof Cost.Priced priced ? priced.version() : "",
                decisions(entry.decisions()));
    }

    private static @Nullable String hash(@Nullable String hash) {
        return hash == null || hash.length() <= MAX_HASH ? hash : hash.substring(0, MAX_HASH);
    }

    private static @Nullable Long micros(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1_000;
    }

    private static String array(List<String> texts) {
        return texts.stream().map(EntryRows::quote).collect(Collectors.joining(",", "[", "]"));
    }

    private static String buckets(Usage usage) {
        return usage.toMap().entrySet().stream()
                .map(each -> quote(each.getKey().name().toLowerCase(Locale.ROOT)) + ":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String decisions(List<Decision> decisions) {
        return decisions.stream()
                .map(each -> "{\"phase\":" + quote(each.phase()) + ",\"subject\":" + quote(each.subject())
                        + ",\"reason\":" + quote(each.reason()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quote(String text) {
        return JsonText.string(text).text();
    }
}
