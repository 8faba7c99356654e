package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.spi.shared.SharedValues.Reading;
import dev.switchboard.spi.shared.SharedValues.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who holds how much of what, in values that gateways share: one value for each name, one for the list of gateways, one of each
 * gateway for what it has too little of. A gateway is in the list once it has written down all that it holds. What it writes carries
 * a mark that it made when it got into the list; so what it, or one that died, wrote earlier counts no more.
 *
 * <p>For one thread at a time; every method blocks, and throws {@link StoreException} if there is no answer.
 */
final class SharedBook {
    private static final String ROOT = "accounts/";
    private static final String GATEWAYS = ROOT + "gateways";
    private static final String WANTED = ROOT + "wanted/";
    private static final String HELD = ROOT + "held/";
    private static final int CHUNK = 100;
    private static final int ATTEMPTS = 50;

    private final SharedValues values;
    private final String node;
    private final Supplier<Map<String, Long>> holding;
    private final Set<String> wanted = new TreeSet<>();
    private Set<String> others = Set.of();
    private Set<String> wantedByOthers = Set.of();
    private Reading seen = new Reading("", Map.of());
    private String epoch = "";
    private String mark = "";

    /** What this gateway is to hold of something. */
    record Own(String name, long granted, boolean wanted) {}

    /**
     * @param node    this gateway
     * @param holding all that it holds, by name; asked when it is to be written down anew
     */
    SharedBook(SharedValues values, String node, Supplier<Map<String, Long>> holding) {
        this.values = values;
        this.node = node;
        this.holding = holding;
    }

    /** Reads the list of gateways and what they have too little of. */
    void look() {
        Set<String> names = wantedBy(others);
        names.add(GATEWAYS);
        seen = read(names);
    }

    private static Set<String> wantedBy(Set<String> nodes) {
        return nodes.stream().map(WANTED::concat).collect(Collectors.toCollection(HashSet::new));
    }

    /** Nothing that this gateway held is held any more: it gets into the list anew. */
    void forfeit() {
        epoch = "";
        wanted.clear();
    }

    /**
     * Begins a round, after a {@link #look}.
     *
     * @param gateways all that are alive, by what was read after that look
     * @return whether all of them are in the list
     */
    boolean begin(Set<String> gateways) {
        Set<String> list = Page.lines(seen.text(GATEWAYS));
        if (!seen.epoch().equals(epoch) || !list.contains(mark)) {
            enter();
            return false;
        }
        Set<String> alive = list.stream()
                .filter(each -> gateways.contains(Page.node(each)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (alive.size() < list.size()) {
            write(Map.of(GATEWAYS, seen.to(GATEWAYS, Page.text(alive))));
        }
        learnWanted(gateways);
        return alive.stream().map(Page::node).collect(Collectors.toSet()).containsAll(gateways);
    }

    private void learnWanted(Set<String> gateways) {
        Set<String> now = new HashSet<>(gateways);
        now.remove(node);
        Reading reading = now.equals(others) ? seen : read(wantedBy(now));
        others = now;
        wantedByOthers = new HashSet<>();
        others.forEach(each -> wantedByOthers.addAll(Page.lines(reading.text(WANTED + each))));
    }

    /** Of what others have too little. */
    Set<String> wantedByOthers() {
        return wantedByOthers;
    }

    /** Writes down everything that this gateway holds, and then that it has. */
    private void enter() {
        String next = Page.mark(node, UUID.randomUUID().toString());
        epoch = seen.epoch();
        mark = next;
        List<Map.Entry<String, Long>> all = List.copyOf(holding.get().entrySet());
        for (int from = 0; from < all.size(); from += CHUNK) {
            Map<String, Long> some = all.subList(from, Math.min(all.size(), from + CHUNK)).stream()
                    .collect(Collectors.toMap(each -> HELD + each.getKey(), Map.Entry::getValue));
            change(some.keySet(), (name, text) -> Page.of(text).with(next, some.getOrDefault(name, 0L)));
        }
        change(Set.of(WANTED + node), (_, _) -> "");
        change(Set.of(GATEWAYS), (_, text) -> {
            Set<String> list = new TreeSet<>(Page.lines(text));
            list.removeIf(each -> Page.node(each).equals(node));
            list.add(next);
            return Page.text(list);
        });
    }

    private interface Change {
        String of(String name, String text);
    }

    /** Changes values, as often as others are faster. */
    private void change(Set<String> names, Change change) {
        Set<String> left = new HashSet<>(names);
        for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
            Reading reading = readOfEpoch(left);
            Map<String, Value> changes = new HashMap<>();
            left.forEach(name -> changes.put(name, reading.to(name, change.of(name, reading.text(name)))));
            left.removeAll(write(changes));
        }
        if (!left.isEmpty()) {
            forfeitEpoch();
            throw new StoreException("others change what gateways share all the time");
        }
    }

    /**
     * Shows who holds how much of some things, by their names and then by gateways, and writes down what this gateway is to hold
     * then. Returns the names of which that is so; of others somebody else was faster.
     */
    Set<String> exchange(List<String> names, Function<Map<String, Map<String, Long>>, List<Own>> plan) {
        String ownWanted = WANTED + node;
        List<String> read = new ArrayList<>(List.of(GATEWAYS, ownWanted));
        names.forEach(name -> read.add(HELD + name));
        Reading reading = readOfEpoch(read);
        Set<String> list = Page.lines(reading.text(GATEWAYS));
        if (!list.contains(mark)) {
            throw new StoreException("others have given this gateway up");
        }
        Map<String, Page> pages = new HashMap<>();
        Map<String, Map<String, Long>> held = new TreeMap<>();
        for (String name : names) {
            Page page = Page.of(reading.text(HELD + name)).only(list);
            pages.put(name, page);
            held.put(name, page.byNode());
        }
        Map<String, Value> changes = new HashMap<>();
        for (Own own : plan.apply(held)) {
            String text = pages.getOrDefault(own.name(), Page.EMPTY).with(mark, own.granted());
            if (!text.equals(reading.text(HELD + own.name()))) {
                changes.put(HELD + own.name(), reading.to(HELD + own.name(), text));
            }
            if (own.wanted()) {
                wanted.add(own.name());
            } else {
                wanted.remove(own.name());
            }
        }
        String wants = Page.text(wanted);
        if (!wants.equals(reading.text(ownWanted))) {
            changes.put(ownWanted, reading.to(ownWanted, wants));
        }
        Set<String> failed = new HashSet<>(changes.keySet());
        if (!changes.isEmpty()) {
            failed.removeAll(write(changes));
        }
        return names.stream().filter(name -> !failed.contains(HELD + name)).collect(Collectors.toSet());
    }

    /** Reads what this gateway has written to as well. @throws StoreException if that was lost */
    private Reading readOfEpoch(Collection<String> names) {
        Reading reading = read(names);
        if (!reading.epoch().equals(epoch)) {
            forfeitEpoch();
            throw new StoreException("what gateways share was lost, and is written down anew");
        }
        return reading;
    }

    private void forfeitEpoch() {
        epoch = "";
    }

    private Reading read(Collection<String> names) {
        try {
            return values.read(names);
        } catch (GatewayException e) {
            throw new StoreException(e.error().message(), e);
        }
    }

    private Set<String> write(Map<String, Value> changes) {
        try {
            return values.write(epoch, changes);
        } catch (GatewayException e) {
            throw new StoreException(e.error().message(), e);
        }
    }
}
