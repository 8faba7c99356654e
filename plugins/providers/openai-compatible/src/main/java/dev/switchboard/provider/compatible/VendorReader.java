package dev.switchboard.provider.compatible;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.QuirksReader;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Reads a row of the catalogue. A member it does not know is an error: a fact with a typing error would be lost. */
final class VendorReader {
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "title",
            "base-url",
            "base-url-like",
            "keys",
            "key-header",
            "key-optional",
            "capabilities",
            "quirks",
            "sources");

    private VendorReader() {}

    static Vendor read(JsonValue row) {
        QuirksReader.checkMembers(row, MEMBERS);
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        QuirksReader.texts(row.get("capabilities"))
                .forEach(name -> capabilities.add(
                        Capability.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))));
        return new Vendor(
                QuirksReader.required(row, "name"),
                QuirksReader.required(row, "title"),
                row.string("base-url").map(URI::create),
                row.string("base-url").orElseGet(() -> QuirksReader.required(row, "base-url-like")),
                QuirksReader.texts(row.get("keys")),
                row.filled("key-header"),
                row.bool("key-optional").orElse(false),
                capabilities,
                QuirksReader.read(row.get("quirks")),
                QuirksReader.texts(row.get("sources")));
    }
}
