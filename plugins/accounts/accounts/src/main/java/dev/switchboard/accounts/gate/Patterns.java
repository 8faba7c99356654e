package dev.switchboard.accounts.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names and patterns with one {@code *}. */
final class Patterns {
    private Patterns() {}

    /** Whether a pattern means a name. */
    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return name.length() >= head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }

    /** Whether one of several patterns means a name. */
    static boolean anyMatches(Collection<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** What both lists allow: of each list the names and patterns that the other covers. */
    static List<String> intersect(List<String> one, List<String> other) {
        Set<String> both = new LinkedHashSet<>();
        one.stream().filter(each -> anyMatches(other, each)).forEach(both::add);
        other.stream().filter(each -> anyMatches(one, each)).forEach(both::add);
        return new ArrayList<>(both);
    }
}
