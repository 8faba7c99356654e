package dev.switchboard.provider.compatible;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a row of the catalogue. A member it does not know is an error: a fact with a typing error would be lost. */
final class VendorReader {
    private static final Set<String> MEMBERS = Set.of(
            "name", "title", "base-url", "keys", "key-header", "key-optional", "capabilities", "quirks", "sources");
    private static final Set<String> QUIRKS =
            Set.of("rename", "remove", "remove-null", "refuse", "stream-usage", "cache-marks", "reasoning-input");

    private VendorReader() {}

    static Vendor read(JsonValue row) {
        checkMembers(row, MEMBERS);
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        texts(row.get("capabilities"))
                .forEach(name -> capabilities.add(
                        Capability.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))));
        return new Vendor(
                required(row, "name"),
                required(row, "title"),
                URI.create(required(row, "base-url")),
                texts(row.get("keys")),
                row.filled("key-header"),
                isTrue(row.get("key-optional")),
                capabilities,
                quirks(row.get("quirks")),
                texts(row.get("sources")));
    }

    private static Quirks quirks(JsonValue quirks) {
        checkMembers(quirks, QUIRKS);
        Map<String, String> rename = new LinkedHashMap<>();
        quirks.get("rename").members().keySet().forEach(from -> rename.put(from, required(quirks.get("rename"), from)));
        boolean unasked =
                quirks.filled("stream-usage").filter("unasked"::equals).isPresent();
        return new Quirks(
                rename,
                new TreeSet<>(texts(quirks.get("remove"))),
                new TreeSet<>(texts(quirks.get("remove-null"))),
                new TreeSet<>(texts(quirks.get("refuse"))),
                unasked ? Quirks.StreamUsage.UNASKED : Quirks.StreamUsage.ON_REQUEST,
                Quirks.UNKNOWN.outputLimit(),
                Quirks.UNKNOWN.developerRole(),
                isTrue(quirks.get("cache-marks")),
                quirks.filled("reasoning-input"),
                Quirks.UNKNOWN.base64Vectors());
    }

    private static void checkMembers(JsonValue object, Set<String> known) {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalStateException("catalogue: unknown member \"" + name + "\" in " + object.text());
            }
        }
    }

    private static String required(JsonValue object, String name) {
        return object.string(name)
                .orElseThrow(() -> new IllegalStateException("catalogue: no \"" + name + "\" in " + object.text()));
    }

    private static List<String> texts(JsonValue list) {
        return list.elements().stream().flatMap(each -> each.string().stream()).toList();
    }

    private static boolean isTrue(JsonValue value) {
        return value.text().text().equals("true");
    }
}
