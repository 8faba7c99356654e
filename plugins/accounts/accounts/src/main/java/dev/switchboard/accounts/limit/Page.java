package dev.switchboard.accounts.limit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who holds how much of one thing, as lines of text.
 *
 * @param amounts by the marks of gateways; above zero
 */
record Page(SortedMap<String, Long> amounts) {
    static final Page EMPTY = new Page(new TreeMap<>());

    private static final char OF = '#';

    /** The mark of a gateway; no other time that it enters the list has the same. */
    static String mark(String node, String time) {
        return node + OF + time;
    }

    /** Whose mark it is. */
    static String node(String mark) {
        return mark.substring(0, Math.max(0, mark.lastIndexOf(OF)));
    }

    /** Reads a text. */
    static Page of(String text) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        text.lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            amounts.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        });
        return new Page(amounts);
    }

    /** What some gateways hold. */
    Page only(Set<String> marks) {
        SortedMap<String, Long> some = new TreeMap<>(amounts);
        some.keySet().retainAll(marks);
        return new Page(some);
    }

    /** The text, with what one gateway is to hold in place of what it held. */
    String with(String mark, long amount) {
        SortedMap<String, Long> next = new TreeMap<>(amounts);
        next.remove(mark);
        if (amount > 0) {
            next.put(mark, amount);
        }
        return next.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** The amounts by gateways. */
    Map<String, Long> byNode() {
        Map<String, Long> byNode = new HashMap<>();
        amounts.forEach((mark, amount) -> byNode.merge(node(mark), amount, Math::addExact));
        return byNode;
    }

    /** The lines of a list. */
    static Set<String> lines(String text) {
        return text.lines()
                .map(line -> URLDecoder.decode(line, StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    /** A list as lines. */
    static String text(Collection<String> list) {
        return list.stream()
                .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}
