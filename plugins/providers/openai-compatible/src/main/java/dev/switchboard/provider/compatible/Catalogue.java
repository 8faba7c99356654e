package dev.switchboard.provider.compatible;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The known vendors, by name. Immutable. */
final class Catalogue {
    private static final String FILE = "vendors.json";
    private static final int FARTHEST_SUGGESTION = 3;

    private final Map<String, Vendor> vendors = new LinkedHashMap<>();

    private Catalogue(JsonValue rows) {
        for (JsonValue row : rows.elements()) {
            Vendor vendor = VendorReader.read(row);
            if (vendors.put(vendor.name(), vendor) != null) {
                throw new IllegalStateException("catalogue: \"" + vendor.name() + "\" twice");
            }
        }
    }

    /** Reads the catalogue that comes with this bundle; a few milliseconds. */
    static Catalogue load() {
        try (InputStream file = Catalogue.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("catalogue: " + FILE + " is missing from the bundle");
            }
            Bytes text = Bytes.wrap(file.readAllBytes());
            return new Catalogue(JsonValue.read(text)
                    .orElseThrow(() -> new IllegalStateException("catalogue: " + FILE + " is not JSON")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in alphabetical order. */
    Collection<Vendor> vendors() {
        return vendors.values();
    }

    /**
     * The vendor of that name; a hyphen counts as an underscore.
     *
     * @throws IllegalArgumentException for an unknown one, with a suggestion and the known names
     */
    Vendor vendor(String name) {
        Vendor exact = vendors.get(name);
        Vendor found = exact == null ? vendors.get(name.replace('-', '_')) : exact;
        if (found == null) {
            throw new IllegalArgumentException("vendor: \"" + name + "\" is not known" + suggestion(name)
                    + "; known vendors: " + String.join(", ", vendors.keySet())
                    + "; for any other server leave vendor out and set base-url");
        }
        return found;
    }

    private String suggestion(String name) {
        Optional<String> nearest = vendors.keySet().stream()
                .filter(known -> distance(name, known) <= FARTHEST_SUGGESTION || known.startsWith(name))
                .min(Comparator.comparingInt(known -> distance(name, known)));
        return nearest.map(known -> " (did you mean \"" + known + "\"?)").orElse("");
    }

    /** How many letters must be put in, taken out or changed to make one of the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
