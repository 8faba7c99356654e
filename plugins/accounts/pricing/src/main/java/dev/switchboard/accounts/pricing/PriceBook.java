package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All prices in force at one time. Immutable to its users; safe for use by any thread, from memory.
 *
 * <p>A target's own prices ({@link CustomPrices}) go before everything. Else the name decides, and the first that is listed
 * counts: the target's {@code base_model}, {@code provider/model} with the provider instance's name, the model's name at the
 * upstream.
 */
public final class PriceBook {
    /** Callers can make up names where a model's name is a pattern; what is remembered of them has a bound. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, PriceSheet> sheets;
    private final Adjustments adjustments;
    private final Map<Target, Quote> remembered = new ConcurrentHashMap<>();

    /**
     * A book.
     *
     * @param sheets      by the names they are listed under
     * @param adjustments discounts and margins
     */
    public PriceBook(Map<String, PriceSheet> sheets, Adjustments adjustments) {
        this.sheets = Map.copyOf(sheets);
        this.adjustments = adjustments;
    }

    /** How many names it lists. */
    public int size() {
        return sheets.size();
    }

    /** The sheet that is listed under exactly this name. */
    public Optional<PriceSheet> sheet(String name) {
        return Optional.ofNullable(sheets.get(name));
    }

    /** The prices of a target. */
    public Quote find(Target target) {
        Quote known = remembered.get(target);
        if (known != null) {
            return known;
        }
        Quote found = look(target);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(target, found);
        }
        return found;
    }

    private Quote look(Target target) {
        Quote quote = CustomPrices.of(target).orElseGet(() -> listed(target));
        return quote instanceof Quote.Priced(PriceSheet sheet)
                ? new Quote.Priced(sheet.times(adjustments.of(target.provider(), target.model())))
                : quote;
    }

    private Quote listed(Target target) {
        List<String> names = names(target);
        for (String name : names) {
            PriceSheet sheet = sheets.get(name);
            if (sheet != null) {
                return new Quote.Priced(sheet);
            }
        }
        return new Quote.Unpriced("no price is known for " + String.join(" or ", names)
                + "; give the target prices of its own, or the name of a listed model as base_model");
    }

    private static List<String> names(Target target) {
        List<String> names = new ArrayList<>();
        Optional.ofNullable(target.info().get("base_model"))
                .filter(name -> name.text().startsWith("\""))
                .map(JsonText::asString)
                .ifPresent(names::add);
        names.add(target.provider() + "/" + target.model());
        names.add(target.model());
        return names;
    }
}
