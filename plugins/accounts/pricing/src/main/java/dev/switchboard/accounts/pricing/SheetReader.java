package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the prices of one model in our own format: an object whose members are buckets ({@code input}, {@code cache_write_1h},
 * ...) with dollars for a million tokens, or for one of what is no token ({@code images}, {@code audio_seconds}, ...), beside
 *
 * <ul>
 *   <li>{@code request}: dollars for the call as such;
 *   <li>{@code above}: an object from a number of input tokens to the prices of calls with more;
 *   <li>{@code batch}, {@code flex}, {@code priority}: the prices of these tiers, bands included;
 *   <li>{@code regions}: an object from a region to the factor of its prices;
 *   <li>{@code max_input_tokens}, {@code max_output_tokens}, {@code max_image_tokens} (of one image in the input).
 * </ul>
 *
 * Prices are numbers or texts that hold one. A member that is not known is refused.
 */
public final class SheetReader {
    private static final Map<String, Bucket> BUCKETS =
            Arrays.stream(Bucket.values()).collect(Collectors.toMap(Buckets::name, Function.identity()));

    private final PriceSheet.Builder sheet;

    private SheetReader(PriceSheet.Builder sheet) {
        this.sheet = sheet;
    }

    /** Reads a sheet. @throws PriceFormatException if the value is none */
    public static PriceSheet read(String model, String version, JsonValue prices) {
        SheetReader reader = new SheetReader(PriceSheet.builder(model, version));
        reader.readTier(prices, ServiceTier.STANDARD);
        if (reader.sheet.isEmpty()) {
            throw new PriceFormatException(model + ": no price (expected: at least one, such as input: 2.5)");
        }
        return reader.sheet.build();
    }

    private void readTier(JsonValue prices, ServiceTier tier) {
        OptionalLong input = OptionalLong.empty();
        OptionalLong output = OptionalLong.empty();
        Rates base = Rates.NONE;
        for (Map.Entry<String, JsonValue> member :
                object(prices, tier.name()).members().entrySet()) {
            JsonValue value = member.getValue();
            switch (member.getKey()) {
                case "above" -> readBands(value, tier);
                case "batch", "flex", "priority" ->
                    readTier(value, ServiceTier.valueOf(member.getKey().toUpperCase(Locale.ROOT)));
                case "regions" -> sheet.regions(regions(value));
                case "max_input_tokens" -> input = value.integer();
                case "max_output_tokens" -> output = value.integer();
                case "max_image_tokens" -> sheet.image(value.integer());
                default -> base = base.or(rate(member.getKey(), value));
            }
        }
        sheet.rates(tier, base);
        if (input.isPresent() || output.isPresent()) {
            sheet.bounds(input, output);
        }
    }

    private void readBands(JsonValue bands, ServiceTier tier) {
        object(bands, "above").members().forEach((threshold, prices) -> {
            Rates rates = Rates.NONE;
            for (Map.Entry<String, JsonValue> member :
                    object(prices, threshold).members().entrySet()) {
                rates = rates.or(rate(member.getKey(), member.getValue()));
            }
            sheet.rates(tier, tokens(threshold), rates);
        });
    }

    private static long tokens(String threshold) {
        try {
            long tokens = Long.parseLong(threshold);
            if (tokens >= 0) {
                return tokens;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new PriceFormatException("above: " + threshold + " (expected: a number of input tokens)");
    }

    private static Map<String, Factor> regions(JsonValue regions) {
        Map<String, Factor> factors = new HashMap<>();
        object(regions, "regions")
                .members()
                .forEach((region, factor) -> factors.put(region, Numbers.factor("regions." + region, factor)));
        return factors;
    }

    private static Rates rate(String name, JsonValue value) {
        if (name.equals("request")) {
            return new Rates(Map.of(), Optional.of(Numbers.perUnit(name, value)));
        }
        Bucket bucket = BUCKETS.get(name);
        if (bucket == null) {
            throw new PriceFormatException(
                    "\"" + name + "\" is no price (expected: one of "
                            + BUCKETS.keySet().stream().sorted().collect(Collectors.joining(", "))
                            + ", request, above, batch, flex, priority, regions, max_input_tokens, max_output_tokens, max_image_tokens)");
        }
        Price price = bucket.isTokens() ? Numbers.perMillion(name, value) : Numbers.perUnit(name, value);
        return new Rates(new EnumMap<>(Map.of(bucket, price)), Optional.empty());
    }

    private static JsonValue object(JsonValue value, String name) {
        if (!value.isObject()) {
            throw new PriceFormatException(name + ": expected an object with prices");
        }
        return value;
    }
}
