package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.accounts.store.row.ChangeRow;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Every account, in memory. Calls are answered from here alone; the store is asked once at the start, and by
 * {@link #followChanges} for what other gateways changed. Safe for use by any thread.
 */
public final class Directory {
    private static final int PAGE = 1_000;
    /** Changes get their numbers before they are committed, so that a smaller one may appear after a larger. */
    private static final int LATE_CHANGES = 256;

    private static final Duration POLL = Duration.ofMillis(500);
    /** How old what is known may be before a stranger is not called a stranger any more. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Store store;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Logger log;
    private final Map<KeyHash, Account> keys = new ConcurrentHashMap<>();
    private final Map<EntityKind, Map<String, Account>> others = new EnumMap<>(EntityKind.class);
    private final KnownLimits limits = new KnownLimits();
    private final AtomicLong change = new AtomicLong();
    private volatile Instant current;
    private volatile Listener listener = (_, _) -> {};
    private volatile Runnable configuration = () -> {};
    private long lastChange;
    private Set<Long> recent = new HashSet<>();

    /** An empty one. @param zone whose calendar counts where a budget names none */
    public Directory(Store store, InstantSource clock, ZoneId zone, Logger log) {
        this.store = store;
        this.clock = clock;
        this.zone = zone;
        this.log = log;
        this.current = clock.instant();
        for (EntityKind kind : EntityKind.values()) {
            if (!isConfiguration(kind.label())) {
                others.put(kind, new ConcurrentHashMap<>());
            }
        }
    }

    /** Is told of accounts. */
    public interface Listener {
        /** An account is new or changed. @param first whether it was not known before */
        void changed(Account account, boolean first);
    }

    /** Says who is told of each account that is new or changed, after it is known here. */
    public void onChange(Listener listening) {
        listener = listening;
    }

    /** Says who is told that another gateway changed models or credentials, which are no accounts. */
    public void onConfiguration(Runnable listening) {
        configuration = listening;
    }

    private static boolean isConfiguration(String kind) {
        return kind.equals(EntityKind.MODEL.label()) || kind.equals(EntityKind.CREDENTIAL.label());
    }

    /** Reads everything. @throws StoreException if that is not possible */
    public void load() {
        lastChange = store.entities(mapper -> mapper.lastChange());
        for (EntityKind kind : others.keySet()) {
            String[] after = {""};
            List<EntityRow> page;
            do {
                page = store.entities(mapper -> mapper.page(kind.label(), after[0], PAGE));
                page.forEach(row -> {
                    put(row);
                    after[0] = row.id();
                });
            } while (page.size() == PAGE);
        }
        if (!store.alone()) {
            poll(); // what others changed meanwhile
        }
    }

    /** The account of a key. */
    public Optional<Account> key(KeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    /** An account that is not a key's. */
    public Optional<Account> get(EntityKind kind, String id) {
        return Optional.ofNullable(others.getOrDefault(kind, Map.of()).get(id));
    }

    /** The accounts that refer to a budget. */
    public List<Account> referringTo(String budget) {
        return Stream.concat(keys.values().stream(), others.values().stream().flatMap(each -> each.values().stream()))
                .filter(account ->
                        account.limits().budgetId().filter(budget::equals).isPresent())
                .toList();
    }

    /** The team of a key: its own, or its project's. */
    public Optional<Account> teamOf(Account key) {
        return key.team()
                .or(() ->
                        key.project().flatMap(id -> get(EntityKind.PROJECT, id)).flatMap(Account::team))
                .flatMap(id -> get(EntityKind.TEAM, id));
    }

    /** The limits of an account: its own, and those of the budget it refers to; none that limit nothing. */
    public List<Limits> limitsOf(Account account) {
        return Stream.concat(
                        Stream.of(account.limits()),
                        account
                                .limits()
                                .budgetId()
                                .flatMap(id -> get(EntityKind.BUDGET, id))
                                .map(Account::limits)
                                .stream())
                .filter(limits -> limits != Limits.NONE)
                .toList();
    }

    /** Those of all keys that are wanted. */
    public List<Account> keys(Predicate<Account> wanted) {
        return keys.values().stream().filter(wanted).toList();
    }

    /** Becomes another number after each change of what is known here. */
    public long change() {
        return change.get();
    }

    /** How many keys there are. */
    public int keys() {
        return keys.size();
    }

    /** Whether what is known is what the store knows: otherwise a key may exist that is not known here. */
    public boolean isFresh() {
        return store.alone() || current.plus(FRESH).isAfter(clock.instant());
    }

    /** Takes a row over, unless a newer one is known. */
    public void put(EntityRow row) {
        if (isConfiguration(row.kind())) {
            return;
        }
        Account account = Account.of(row, zone, limits);
        account.flaw()
                .ifPresent(flaw -> log.log(
                        Level.ERROR,
                        "{0} {1} cannot be understood, and no call that touches it is let in until it is changed: {2}",
                        row.kind(),
                        row.id(),
                        flaw));
        boolean first = find(account).isEmpty();
        Account now = account.kind() == EntityKind.KEY
                ? KeyHash.parse(row.id())
                        .map(hash -> keys.merge(hash, account, Directory::newer))
                        .orElse(account)
                : others.getOrDefault(account.kind(), new ConcurrentHashMap<>())
                        .merge(row.id(), account, Directory::newer);
        change.incrementAndGet();
        listener.changed(now, first);
    }

    private Optional<Account> find(Account account) {
        return account.kind() == EntityKind.KEY
                ? KeyHash.parse(account.id()).flatMap(this::key)
                : get(account.kind(), account.id());
    }

    private static Account newer(Account one, Account other) {
        return other.version() >= one.version() ? other : one;
    }

    /** Forgets an account. */
    public void remove(EntityKind kind, String id) {
        if (kind == EntityKind.KEY) {
            KeyHash.parse(id).ifPresent(keys::remove);
        } else {
            others.getOrDefault(kind, new ConcurrentHashMap<>()).remove(id);
        }
        change.incrementAndGet();
    }

    /** Takes over what others change, until the thread is interrupted or nobody else uses the store any more. Blocks. */
    public void followChanges() {
        boolean told = false;
        boolean alone = false;
        while (!alone && !Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(POLL);
                alone = store.alone(); // once more after that: what the last one changed
                poll();
                if (told) {
                    log.log(Level.INFO, "the store answers again");
                }
                told = false;
            } catch (StoreException e) {
                if (!told) {
                    log.log(Level.WARNING, "the store does not answer, known keys go on: {0}", e.getMessage());
                }
                told = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes over what other gateways changed. @throws StoreException if the store cannot be asked */
    void poll() {
        Instant asked = clock.instant();
        List<ChangeRow> changes = store.entities(mapper -> mapper.changes(lastChange - LATE_CHANGES, PAGE));
        Set<Long> seen = new HashSet<>();
        // In order: a team is known before its keys are.
        Set<ChangeRow> todo = new LinkedHashSet<>();
        for (ChangeRow change : changes) {
            if (change.id() > lastChange || !recent.contains(change.id())) {
                todo.add(new ChangeRow(0, change.kind(), change.entityId()));
            }
            seen.add(change.id());
        }
        todo.stream().filter(change -> !isConfiguration(change.kind())).forEach(this::readAgain);
        if (todo.stream().anyMatch(change -> isConfiguration(change.kind()))) {
            configuration.run();
        }
        recent = seen;
        lastChange = changes.stream().mapToLong(ChangeRow::id).max().orElse(lastChange);
        if (changes.size() < PAGE) {
            current = asked;
        }
    }

    private void readAgain(ChangeRow change) {
        EntityRow row = store.entities(mapper -> mapper.find(change.kind(), change.entityId()));
        if (row == null) {
            remove(EntityKind.of(change.kind()), change.entityId());
        } else {
            put(row);
        }
    }
}
