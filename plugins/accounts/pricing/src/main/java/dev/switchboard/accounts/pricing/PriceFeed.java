package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The prices in force: the catalogue, and above it a list that is fetched again and again. A list that cannot be fetched or read,
 * or that suddenly lacks prices, changes nothing: the prices before it stay in force, and the operator is told once.
 *
 * <p>{@link #book} is safe for use by any thread and never blocks; {@link #refresh} and {@link #run} are for one thread.
 */
public final class PriceFeed {
    /** A new list may lack this share of the models that had a price; more is a fault of the list. */
    private static final double MOST_LOST = 0.1;

    private final Source source;
    private final Map<String, PriceSheet> catalogue;
    private final Adjustments adjustments;
    private final Alarm alarm;
    private volatile PriceBook book;
    private @Nullable CostMap current;
    private boolean raised;

    /** Where a list comes from. */
    @FunctionalInterface
    public interface Source {
        /** Fetches the whole list; may block. @throws IOException if there is none to be had */
        Bytes fetch() throws IOException;
    }

    /** Hears that prices cannot be renewed, once, and once that they can again. */
    public interface Alarm {
        /** The list is bad. @param reason a sentence */
        void raised(String reason);

        /** The list is good again. @param models how many prices are in force */
        void cleared(int models);
    }

    /** A feed in which the catalogue is in force until the first {@link #refresh}. */
    public PriceFeed(Source source, Map<String, PriceSheet> catalogue, Adjustments adjustments, Alarm alarm) {
        this.source = source;
        this.catalogue = Map.copyOf(catalogue);
        this.adjustments = adjustments;
        this.alarm = alarm;
        this.book = new PriceBook(catalogue, adjustments);
    }

    /** The prices in force. */
    public PriceBook book() {
        return book;
    }

    /** Fetches the list once. @return whether it is in force now */
    public boolean refresh() {
        CostMap next;
        try {
            next = CostMap.read(source.fetch());
            check(next);
        } catch (IOException | RuntimeException e) {
            if (!raised) {
                raised = true;
                alarm.raised(
                        "the price list is not taken over, and the prices before it stay in force: " + e.getMessage());
            }
            return false;
        }
        CostMap before = current;
        if (before == null || !before.version().equals(next.version())) {
            Map<String, PriceSheet> all = new HashMap<>(catalogue);
            all.putAll(next.sheets());
            current = next;
            book = new PriceBook(all, adjustments);
        }
        if (raised) {
            raised = false;
            alarm.cleared(book.size());
        }
        return true;
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
                        + " have none or cost nothing now");
            }
        }
    }

    private static boolean hasLostItsPrice(PriceSheet before, @Nullable PriceSheet after) {
        return after == null || after.isFree() && !before.isFree();
    }

    /**
     * Refreshes until the thread is interrupted.
     *
     * @param every time between two fetches
     * @param onEach told after each whether the list is in force
     */
    public void run(Duration every, Consumer<Boolean> onEach) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                onEach.accept(refresh());
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
