package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.schema.Rules.Recursion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a table of rules. A member it does not know is an error: a fact with a typing error would be lost. */
final class RulesReader {
    private static final Set<String> MEMBERS = Set.of(
            "take",
            "formats",
            "enum-types",
            "at-most",
            "only-for",
            "alone",
            "pattern-demands",
            "pattern-refuses",
            "recursion",
            "closed",
            "complete",
            "typed",
            "object-at-root",
            "bare-references",
            "sources");
    private static final String ANYTHING = "(?s).*";
    private static final String NOTHING = "(?!)";

    private final JsonValue table;

    RulesReader(JsonValue table) {
        this.table = table;
    }

    Rules read() {
        for (String name : table.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                throw new IllegalStateException("schema rules: unknown member \"" + name + "\"");
            }
        }
        if (table.get("sources").elements().isEmpty()) {
            throw new IllegalStateException("schema rules: no \"sources\"; say where the facts come from");
        }
        return new Rules(
                texts(table.get("take")),
                texts(table.get("formats")),
                texts(table.get("enum-types")),
                byKeyword("at-most", limit -> (int) limit.integer().orElseThrow()),
                byKeyword("only-for", RulesReader::texts),
                byKeyword("alone", RulesReader::texts),
                new Patterns(pattern("pattern-demands", ANYTHING), pattern("pattern-refuses", NOTHING)),
                Recursion.valueOf(table.string("recursion").orElse("anywhere").toUpperCase(Locale.ROOT)),
                isTrue("closed"),
                isTrue("complete"),
                isTrue("typed"),
                isTrue("object-at-root"),
                isTrue("bare-references"));
    }

    private <T> Map<String, T> byKeyword(String name, Function<JsonValue, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        table.get(name).members().forEach((keyword, value) -> read.put(keyword, reader.apply(value)));
        return read;
    }

    private Pattern pattern(String name, String otherwise) {
        return Pattern.compile(table.string(name).orElse(otherwise));
    }

    private boolean isTrue(String name) {
        return table.bool(name).orElse(false);
    }

    private static Set<String> texts(JsonValue list) {
        Set<String> texts = new LinkedHashSet<>();
        list.elements().forEach(each -> each.string().ifPresent(texts::add));
        return texts;
    }
}
