package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices in force: the catalogue, and above it a list that is fetched again and again. A list that cannot be fetched or read,
 * or that suddenly lacks prices, changes nothing: the prices before it stay in force, and the operator is told once. The last good
 * list is kept for the next start.
 *
 * <p>{@link #book} is safe for use by any thread and never blocks; {@link #refresh} and {@link #run} are for one thread.
 */
public final class PriceFeed {
    /** A new list may lack this share of the models that had a price; more is a fault of the list. */
    private static final double MOST_LOST = 0.1;

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

    private final Source source;
    private final Kept kept;
    private final Map<String, PriceSheet> catalogue;
    private final Adjustments adjustments;
    private final Alarm alarm;
    private volatile PriceBook book;
    private @Nullable CostMap current;
    private boolean raised;
    private int failures;

    /** Where a list comes from. */
    @FunctionalInterface
    public interface Source {
        /** Fetches the whole list; may block. @throws IOException if there is none to be had */
        Bytes fetch() throws IOException;
    }

    /** Where the last good list lies until the next start. Fails in silence, as far as the feed is concerned. */
    public interface Kept {
        /** Keeps nothing. */
        Kept NOTHING = new Kept() {
            @Override
            public Optional<Bytes> last() {
                return Optional.empty();
            }

            @Override
            public void keep(Bytes list) {}

            @Override
            public String howToForget() {
                return "start again";
            }
        };

        /** The list that was kept last, if there is one. */
        Optional<Bytes> last();

        /** Keeps a list instead of the one before. */
        void keep(Bytes list);

        /** What an operator does to have the kept list forgotten, such as {@code delete prices.json and start again}. */
        String howToForget();
    }

    /** Hears that prices cannot be renewed, once, and once that they can again. */
    public interface Alarm {
        /** The list is bad. @param reason a sentence */
        void raised(String reason);

        /** The list is good again. @param models how many prices are in force */
        void cleared(int models);
    }

    /** A feed in which, until the first {@link #refresh}, the list that was kept is in force, and the catalogue if there is none. */
    public PriceFeed(
            Source source, Kept kept, Map<String, PriceSheet> catalogue, Adjustments adjustments, Alarm alarm) {
        this.source = source;
        this.kept = kept;
        this.catalogue = Map.copyOf(catalogue);
        this.adjustments = adjustments;
        this.alarm = alarm;
        this.book = new PriceBook(catalogue, adjustments);
        kept.last().ifPresent(this::restore);
    }

    private void restore(Bytes list) {
        try {
            CostMap last = CostMap.read(list);
            check(last);
            put(last);
        } catch (RuntimeException unusable) {
            // whatever is wrong with it, it is as if none had been kept: what is fetched next takes its place
        }
    }

    /** The prices in force. */
    public PriceBook book() {
        return book;
    }

    /** Fetches the list once. @return whether it is in force now */
    public boolean refresh() {
        Bytes list;
        CostMap next;
        try {
            list = source.fetch();
            next = CostMap.read(list);
            check(next);
        } catch (IOException | RuntimeException e) {
            failures++;
            if (!raised) {
                raised = true;
                alarm.raised(
                        "the price list is not taken over, and the prices before it stay in force: " + e.getMessage());
            }
            return false;
        }
        failures = 0;
        CostMap before = current;
        if (before == null || !before.version().equals(next.version())) {
            put(next);
            kept.keep(list);
        }
        if (raised) {
            raised = false;
            alarm.cleared(book.size());
        }
        return true;
    }

    private void put(CostMap list) {
        Map<String, PriceSheet> all = new HashMap<>(catalogue);
        all.putAll(list.sheets());
        current = list;
        book = new PriceBook(all, adjustments);
    }

    private void check(CostMap next) {
        if (next.sheets().isEmpty()) {
            throw new PriceFormatException("there is no price in it");
        }
        if (next.skipped() > next.sheets().size() * MOST_LOST) {
            throw new PriceFormatException(next.skipped() + " of its entries make no sense");
        }
        CostMap before = current;
        if (before != null) {
            long lost = before.sheets().entrySet().stream()
                    .filter(entry ->
                            hasLostItsPrice(entry.getValue(), next.sheets().get(entry.getKey())))
                    .count();
            if (lost > before.sheets().size() * MOST_LOST) {
                throw new PriceFormatException("of " + before.sheets().size() + " models with a price, " + lost
                        + " have none or cost nothing now; if that is right, " + kept.howToForget());
            }
        }
    }

    private static boolean hasLostItsPrice(PriceSheet before, @Nullable PriceSheet after) {
        return after == null || after.isFree() && !before.isFree();
    }

    /**
     * Refreshes until the thread is interrupted.
     *
     * @param every time between two fetches; after one that failed it is less
     */
    public void run(Duration every) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                refresh();
                Thread.sleep(pause(every));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A minute after the first failure, twice that after the next, and so on up to the time between two fetches. */
    Duration pause(Duration every) {
        Duration pause = FIRST_RETRY;
        for (int i = 1; i < failures && pause.compareTo(every) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return failures == 0 || pause.compareTo(every) > 0 ? every : pause;
    }
}
