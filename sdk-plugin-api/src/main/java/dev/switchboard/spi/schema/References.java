package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the references of one schema point to: the schema itself, or one of its definitions. */
final class References {
    private static final String ROOT = "#";
    private static final Pattern DEFINITION = Pattern.compile("#/(\\$defs|definitions)/([^/]+)");

    private final JsonValue root;
    private final Rules.Recursion recursion;
    private final Map<String, Set<String>> edges = new HashMap<>();

    References(JsonValue root, Rules.Recursion recursion) {
        this.root = root;
        this.recursion = recursion;
    }

    /** What a reference points to; empty if it is another place than a definition. */
    Optional<JsonValue> target(String reference) {
        if (reference.equals(ROOT)) {
            return Optional.of(root);
        }
        return name(reference)
                .map(name -> root.get(DEFINITION.matcher(reference).replaceFirst("$1"))
                        .get(name))
                .filter(schema -> schema.isObject() || schema.isBoolean());
    }

    /** A reference to the same definition where definitions are kept under another keyword. */
    static String moved(String reference, String keyword) {
        Matcher matcher = DEFINITION.matcher(reference);
        return matcher.matches() ? "#/" + keyword + "/" + matcher.group(2) : reference;
    }

    private static Optional<String> name(String reference) {
        Matcher matcher = DEFINITION.matcher(reference);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String plus = matcher.group(2).replace("+", "%2B"); // a plus is no blank in an address's fragment
        try {
            return Optional.of(URLDecoder.decode(plus, StandardCharsets.UTF_8)
                    .replace("~1", "/")
                    .replace("~0", "~"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether what a reference points to refers to itself, directly or by way of others, where it may not. */
    boolean isRefusedCycle(String reference) {
        if (recursion == Rules.Recursion.ANYWHERE) {
            return false;
        }
        Set<String> reached = new HashSet<>();
        reach(reference, reached);
        return reached.contains(reference);
    }

    private void reach(String from, Set<String> reached) {
        for (String next : edges.computeIfAbsent(from, this::referencesIn)) {
            if (reached.add(next)) {
                reach(next, reached);
            }
        }
    }

    private Set<String> referencesIn(String reference) {
        Set<String> found = new LinkedHashSet<>();
        target(reference).ifPresent(schema -> collect(schema, found));
        return found;
    }

    private void collect(JsonValue schema, Set<String> found) {
        schema.string("$ref").ifPresent(found::add);
        Predicate<String> counts =
                recursion == Rules.Recursion.OPTIONAL ? Properties.required(schema)::contains : _ -> true;
        schema.members().forEach((keyword, value) -> {
            if (keyword.equals("properties")) {
                value.members().forEach((name, property) -> {
                    if (counts.test(name)) {
                        collect(property, found);
                    }
                });
            } else if (Keywords.SCHEMA.contains(keyword)) {
                collect(value, found);
            } else if (Keywords.SCHEMAS.contains(keyword)) {
                value.elements().forEach(each -> collect(each, found));
            }
        });
    }
}
