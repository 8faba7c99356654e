package dev.switchboard.pipeline.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A name with {@code *} in it. Each stands for at least one character, the leftmost for as few as possible. Immutable. */
final class NamePattern {
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
        return Optional.of(captures);
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
