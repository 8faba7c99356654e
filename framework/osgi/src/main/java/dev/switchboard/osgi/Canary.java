package dev.switchboard.osgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of the highest version of a bundle while it is on trial: who gets it, and when it is given up. It lies
 * as a file {@code SYMBOLIC-NAME.canary} beside the jars: as long as it does, the version before goes on serving everybody else.
 *
 * @param share      of the requests, in per cent, from 0 to 100
 * @param header     a request that has this header gets it, whatever the share; {@code name} or {@code name: value}
 * @param callers    ids of callers who get it, or values of their attributes, such as a team's name
 * @param moreErrors by how many percentage points its share of failed calls may exceed that of the version before
 * @param slower     how many times as long its calls may take as those of the version before, at the 95th percentile
 * @param givenUp    why it is not tried any more; it then waits for {@code rollback}, {@code promote} or a new share
 */
public record Canary(
        double share,
        Optional<String> header,
        Set<String> callers,
        double moreErrors,
        double slower,
        Optional<String> givenUp) {
    static final String SUFFIX = ".canary";
    private static final Set<String> KEYS = Set.of("share", "header", "callers", "more-errors", "slower", "given-up");
    private static final double MORE_ERRORS = 2;
    private static final double SLOWER = 2;

    /** @throws IllegalArgumentException if a number is out of its range, or nobody would ever get it */
    public Canary {
        range("share", share, 0, 100);
        range("more-errors", moreErrors, 0, 100);
        range("slower", slower, 1, 1000);
        callers = Set.copyOf(callers);
        if (share == 0 && header.isEmpty() && callers.isEmpty() && givenUp.isEmpty()) {
            throw new IllegalArgumentException("share: 0 (expected: more than 0, or a header, or callers)");
        }
    }

    /** A share of all requests, with the usual limits. */
    public static Canary of(double share) {
        return new Canary(share, Optional.empty(), Set.of(), MORE_ERRORS, SLOWER, Optional.empty());
    }

    private static void range(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + ": " + number(value) + " (expected: from " + number(least) + " to " + number(most) + ")");
        }
    }

    /**
     * Reads it.
     *
     * @param fields the keys {@code share}, {@code header}, {@code callers} (with commas), {@code more-errors},
     *     {@code slower} and {@code given-up}
     * @throws IllegalArgumentException with what is wrong, for an operator
     */
    static Canary of(Map<String, String> fields) {
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown " + String.join(", ", unknown) + " (known: share, header, callers, more-errors, slower)");
        }
        return new Canary(
                number("share", fields.get("share"), 0),
                Optional.ofNullable(fields.get("header")).map(String::strip),
                list(fields.get("callers")),
                number("more-errors", fields.get("more-errors"), MORE_ERRORS),
                number("slower", fields.get("slower"), SLOWER),
                Optional.ofNullable(fields.get("given-up")));
    }

    /**
     * Reads what an operator types: parts with semicolons between, each a share such as {@code 10%} or one of the keys of
     * the file with its value, such as {@code callers=alice,bob}.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static Canary parse(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? "share" : part.substring(0, equals).strip();
            fields.put(key, part.substring(equals + 1).strip());
        }
        return of(fields);
    }

    private static double number(String key, @Nullable String text, double otherwise) {
        if (text == null) {
            return otherwise;
        }
        String digits = text.strip().replaceAll("\\s*%$", "");
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": \"" + text + "\" (expected: a number, such as 10)");
        }
    }

    private static Set<String> list(@Nullable String text) {
        Set<String> values = new TreeSet<>();
        for (String value : text == null ? new String[0] : text.split(",")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    /** What {@link #of(Map)} reads. */
    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("share", number(share));
        header.ifPresent(value -> fields.put("header", value));
        if (!callers.isEmpty()) {
            fields.put("callers", String.join(",", new TreeSet<>(callers)));
        }
        fields.put("more-errors", number(moreErrors));
        fields.put("slower", number(slower));
        givenUp.ifPresent(reason -> fields.put("given-up", reason));
        return fields;
    }

    Canary givenUp(String reason) {
        return new Canary(share, header, callers, moreErrors, slower, Optional.of(reason.replaceAll("\\s+", " ")));
    }

    /** Who gets it, in words. */
    @Override
    public String toString() {
        List<String> who = new ArrayList<>();
        if (share > 0) {
            who.add(number(share) + "% of the requests");
        }
        header.ifPresent(value -> who.add("those with the header " + value));
        if (!callers.isEmpty()) {
            who.add("those of " + String.join(", ", new TreeSet<>(callers)));
        }
        return who.isEmpty() ? "no requests" : String.join(", ", who);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
