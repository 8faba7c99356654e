package dev.switchboard.accounts.limit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Meters that want more of what gateways share than they hold, and those that are looked after with them. For one thread at a time.
 */
final class Applicants<M> {
    private static final int CHUNK = 100;

    private final Function<M, String> name;
    private final Set<M> wanting = new HashSet<>();

    /** @param name of a meter, the same on every gateway: all of them go through the store in this order */
    Applicants(Function<M, String> name) {
        this.name = name;
    }

    /** Hands on what is due, what others want, and what is wanted here, each once and a chunk at a time. */
    void lookAfter(Collection<M> due, Collection<M> wantedByOthers, Consumer<List<M>> chunk) {
        Map<String, M> todo = new TreeMap<>();
        for (Collection<M> some : List.of(due, wanting, wantedByOthers)) {
            some.forEach(meter -> todo.put(name.apply(meter), meter));
        }
        List<M> all = new ArrayList<>(todo.values());
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunk.accept(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
    }

    /** Grants what was agreed to, no more, and keeps in mind who wants more still, or was too late. */
    void settle(Map<M, Share.Plan> plans, Predicate<M> agreed, BiConsumer<M, Share.Plan> grant) {
        plans.forEach((meter, plan) -> {
            boolean granted = agreed.test(meter);
            if (granted) {
                grant.accept(meter, plan);
            }
            if (plan.wanting() || !granted) {
                wanting.add(meter);
            } else {
                wanting.remove(meter);
            }
        });
    }
}
