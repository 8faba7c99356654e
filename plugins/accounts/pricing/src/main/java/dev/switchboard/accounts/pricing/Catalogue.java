package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The prices that come with the gateway: well-known models, each with the places where the prices were read, on the day that
 * stands in the data. Few and right: a model whose prices were not found is not in it.
 */
public final class Catalogue {
    private static final String RESOURCE = "catalogue.json";

    private Catalogue() {}

    /** Reads the sheets, by every name they are listed under. */
    public static Map<String, PriceSheet> load() {
        try (InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the bundle lacks " + RESOURCE);
            }
            return read(JsonValue.parse(Bytes.wrap(resource.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, PriceSheet> read(JsonValue catalogue) {
        String version = "catalogue " + catalogue.string("read").orElseThrow();
        Map<String, PriceSheet> sheets = new HashMap<>();
        for (JsonValue row : catalogue.get("models").elements()) {
            for (JsonValue name : row.get("names").elements()) {
                String model = name.text().asString();
                if (sheets.put(model, SheetReader.read(model, version, row.get("price"))) != null) {
                    throw new PriceFormatException(model + ": listed twice");
                }
            }
        }
        return sheets;
    }
}
