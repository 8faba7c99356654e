package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.json.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * LiteLLM's cost map: one JSON object from names of models to their prices and facts.
 *
 * @param version the beginning of the file's SHA-256
 * @param sheets  by name; an entry without a price is left out
 * @param skipped how many entries hold a price that makes no sense, and were left out
 */
public record CostMap(String version, Map<String, PriceSheet> sheets, int skipped) {
    private static final String EXAMPLE = "sample_spec";
    private static final int VERSION_DIGITS = 12;

    /** Copies the map. */
    public CostMap {
        sheets = Map.copyOf(sheets);
    }

    /** Reads a map. @throws PriceFormatException if the text is none, whole and well-formed */
    public static CostMap read(Bytes text) {
        String version = "litellm " + digest(text);
        JsonValue map;
        try {
            map = JsonValue.parse(text);
        } catch (JsonSyntaxException e) {
            throw new PriceFormatException("the price list is " + e.getMessage(), e);
        }
        if (!map.isObject()) {
            throw new PriceFormatException("the price list is no JSON object");
        }
        Map<String, PriceSheet> sheets = new HashMap<>();
        int skipped = 0;
        for (Map.Entry<String, JsonValue> entry : map.members().entrySet()) {
            try {
                if (!entry.getKey().equals(EXAMPLE)) {
                    LiteLlmPrices.read(entry.getKey(), version, entry.getValue().members())
                            .ifPresent(sheet -> sheets.put(entry.getKey(), sheet));
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                skipped++;
            }
        }
        return new CostMap(version, sheets, skipped);
    }

    private static String digest(Bytes text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.toBuffer());
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
