package dev.switchboard.config.binding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How settings are named, and what an operator may have meant by an unknown name. */
public final class Names {
    private Names() {}

    /** {@code apiKey} and {@code API_KEY} as {@code api-key}. */
    public static String kebab(String javaName) {
        String dashed = javaName.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-');
        return dashed.toLowerCase(Locale.ROOT);
    }

    /** The path of a key below a path; a key that holds a dot is quoted. */
    public static String child(String path, String key) {
        String part = key.indexOf('.') >= 0 ? '"' + key + '"' : key;
        return path.isEmpty() ? part : path + "." + part;
    }

    /** {@code "; did you mean 'x'? known: a, b, x"}, as far as there is something to say. */
    public static String advice(String unknown, Collection<String> known) {
        String hint =
                closest(unknown, known).map(k -> "; did you mean '" + k + "'?").orElse("");
        return known.isEmpty() ? hint : hint + (hint.isEmpty() ? "; known: " : " Known: ") + String.join(", ", known);
    }

    /** The known name that is nearest, if a typing error may explain the difference. */
    public static Optional<String> closest(String unknown, Collection<String> known) {
        String wanted = kebab(unknown);
        int limit = Math.max(1, Math.min(3, wanted.length() / 2));
        return known.stream()
                .filter(k -> distance(wanted, k) <= limit)
                .min(Comparator.comparingInt(k -> distance(wanted, k)));
    }

    /** Edits between two names, where swapping two neighbours counts once. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, edits);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] edits) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
