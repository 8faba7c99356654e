package dev.switchboard.pipeline.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A name with {@code *} in it. Each stands for at least one character, the leftmost for as few as possible. Immutable.
 *
 * <p>What callers put in place of a star becomes part of a model's name at an upstream, and so, with some, of a path: it may be
 * what names of models are made of, and nothing that leads elsewhere.
 */
final class NamePattern {
    private static final int LONGEST = 256;
    /** What stands in names of models beside letters and digits: those of hubs, of clouds' resources, with versions. */
    private static final String SIGNS = "-_.:/@+~,=()[]'$*!&;";

    private final List<String> literals;
    private final int weight;

    NamePattern(String pattern) {
        this.literals = List.of(pattern.split("\\*", -1));
        this.weight = literals.stream().mapToInt(String::length).sum();
    }

    /** How much of the name is fixed: the more, the more specific. */
    int weight() {
        return weight;
    }

    /** What the stars stand for in a name; empty if it does not match. */
    Optional<List<String>> match(String name) {
        String first = literals.getFirst();
        String last = literals.getLast();
        if (name.length() < weight + literals.size() - 1 || !name.startsWith(first) || !name.endsWith(last)) {
            return Optional.empty();
        }
        int end = name.length() - last.length();
        int from = first.length();
        List<String> captures = new ArrayList<>();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int found = name.indexOf(literal, from + 1);
            if (found < 0 || found + literal.length() > end) {
                return Optional.empty();
            }
            captures.add(name.substring(from, found));
            from = found + literal.length();
        }
        if (from >= end) {
            return Optional.empty();
        }
        captures.add(name.substring(from, end));
        return captures.stream().allMatch(NamePattern::isName) ? Optional.of(captures) : Optional.empty();
    }

    private static boolean isName(String capture) {
        return capture.length() <= LONGEST
                && capture.chars().allMatch(c -> Character.isLetterOrDigit(c) || SIGNS.indexOf(c) >= 0)
                && Arrays.stream(capture.split("/", -1)).noneMatch(part -> part.equals(".") || part.equals(".."));
    }

    /** A text whose stars are replaced by captures, in order; the last capture stands for all that are left. */
    static String fill(String text, List<String> captures) {
        if (text.indexOf('*') < 0 || captures.isEmpty()) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*') {
                filled.append(captures.get(Math.min(next++, captures.size() - 1)));
            } else {
                filled.append(text.charAt(i));
            }
        }
        return filled.toString();
    }
}
