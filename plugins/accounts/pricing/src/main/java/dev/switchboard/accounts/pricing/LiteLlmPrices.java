package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices named the way LiteLLM's cost map names them: what a member's name begins with is the bucket, what it ends with
 * the size of the context and the tier of service, as in {@code input_cost_per_token_above_200k_tokens_priority}. Members that
 * are no prices are passed over; prices we have no bucket for are, too.
 */
final class LiteLlmPrices {
    private static final Pattern NAME = Pattern.compile(
            "(?<base>[a-z_]+?)(?<hour>_above_1hr)?(_above_(?<size>[0-9]{1,6})k_tokens)?(_(?<tier>batches|flex|priority))?");

    private static final Map<String, Bucket> TOKENS = Map.of(
            "input_cost_per_token", Bucket.INPUT,
            "output_cost_per_token", Bucket.OUTPUT,
            "output_cost_per_reasoning_token", Bucket.REASONING,
            "cache_read_input_token_cost", Bucket.CACHE_READ,
            "cache_creation_input_token_cost", Bucket.CACHE_WRITE,
            "input_cost_per_audio_token", Bucket.INPUT_AUDIO,
            "output_cost_per_audio_token", Bucket.OUTPUT_AUDIO,
            "input_cost_per_image_token", Bucket.INPUT_IMAGE,
            "output_cost_per_image_token", Bucket.OUTPUT_IMAGE);

    /** Where two names mean one bucket, the one whose price is not 0 counts, and else the first. */
    private static final Map<String, Bucket> OTHERS = Map.of(
            "output_cost_per_image", Bucket.IMAGES,
            "input_cost_per_image", Bucket.IMAGES,
            "input_cost_per_second", Bucket.AUDIO_SECONDS,
            "output_cost_per_second", Bucket.AUDIO_SECONDS,
            "input_cost_per_character", Bucket.CHARACTERS,
            "input_cost_per_query", Bucket.REQUESTS,
            "google_maps_grounding_cost_per_query", Bucket.MAP_SEARCHES,
            "code_interpreter_cost_per_session", Bucket.CODE_SESSIONS);

    /** The one price that is not for one unit. */
    private static final String FILE_SEARCHES = "file_search_cost_per_1k_calls";

    private static final long THOUSAND = 1_000;

    private final PriceSheet.Builder sheet;

    private LiteLlmPrices(PriceSheet.Builder sheet) {
        this.sheet = sheet;
    }

    /** Reads an entry of the map; empty if there is no price in it. @throws PriceFormatException if a price is no decimal number */
    static Optional<PriceSheet> read(String model, String version, Map<String, JsonValue> members) {
        LiteLlmPrices reader = new LiteLlmPrices(PriceSheet.builder(model, version));
        members.forEach(reader::readMember);
        reader.readFileSearches(members.getOrDefault(FILE_SEARCHES, JsonValue.MISSING));
        reader.readSearches(members.getOrDefault("search_context_cost_per_query", JsonValue.MISSING));
        members.getOrDefault("tiered_pricing", JsonValue.MISSING).elements().forEach(reader::readRange);
        reader.readRegions(members.getOrDefault("provider_specific_entry", JsonValue.MISSING));
        reader.sheet.bounds(bound(members, "max_input_tokens"), bound(members, "max_output_tokens"));
        reader.sheet.image(bound(members, "max_image_tokens")); // ours: no list has it
        return reader.sheet.isEmpty() ? Optional.empty() : Optional.of(reader.sheet.build());
    }

    private static OptionalLong bound(Map<String, JsonValue> members, String name) {
        OptionalLong bound = members.getOrDefault(name, JsonValue.MISSING).integer();
        return bound.isPresent() && bound.getAsLong() > 0 ? bound : OptionalLong.empty();
    }

    private void readMember(String name, JsonValue value) {
        Matcher matcher = NAME.matcher(name);
        if (value.isNull() || !matcher.matches()) {
            return;
        }
        long above = matcher.group("size") == null ? -1 : Long.parseLong(matcher.group("size")) * THOUSAND;
        add(matcher, name, value, above);
    }

    private void readRange(JsonValue range) {
        OptionalLong from = range.get("range").elements().stream()
                .findFirst()
                .map(JsonValue::integer)
                .orElse(OptionalLong.empty());
        range.members().forEach((name, value) -> {
            Matcher matcher = NAME.matcher(name);
            if (from.isPresent() && !value.isNull() && matcher.matches()) {
                add(matcher, name, value, from.getAsLong() == 0 ? -1 : from.getAsLong());
            }
        });
    }

    private void add(Matcher matcher, String name, JsonValue value, long above) {
        rates(matcher.group("base"), matcher.group("hour") != null, name, value)
                .ifPresent(rates -> sheet.rates(tier(matcher.group("tier")), above, rates));
    }

    private static ServiceTier tier(@Nullable String suffix) {
        return suffix == null
                ? ServiceTier.STANDARD
                : suffix.equals("batches")
                        ? ServiceTier.BATCH
                        : ServiceTier.of(suffix).orElseThrow();
    }

    private static Optional<Rates> rates(String base, boolean hour, String name, JsonValue value) {
        if (base.equals("input_cost_per_request")) {
            return Optional.of(new Rates(Map.of(), Optional.of(Numbers.perUnit(name, value))));
        }
        Bucket bucket = TOKENS.getOrDefault(base, OTHERS.get(base));
        if (bucket == null) {
            return Optional.empty();
        }
        Price price = Numbers.perUnit(name, value);
        if (OTHERS.containsKey(base) && price.equals(Price.FREE)) {
            return Optional.empty(); // stands there to say that the other of two measures counts
        }
        Bucket written = hour && bucket == Bucket.CACHE_WRITE ? Bucket.CACHE_WRITE_1H : bucket;
        return Optional.of(new Rates(Map.of(written, price), Optional.empty()));
    }

    /** Searches cost what they cost only where the size of their context does not matter: a reply does not tell it. */
    private void readSearches(JsonValue sizes) {
        if (sizes.members().values().stream().map(JsonValue::text).distinct().count() == 1) {
            JsonValue price = sizes.members().values().iterator().next();
            add(Bucket.REQUESTS, Numbers.perUnit("search_context_cost_per_query", price));
        }
    }

    private void readFileSearches(JsonValue price) {
        if (!price.isNull()) {
            add(Bucket.FILE_SEARCHES, Numbers.perThousand(FILE_SEARCHES, price));
        }
    }

    private void add(Bucket bucket, Price price) {
        sheet.rates(ServiceTier.STANDARD, new Rates(Map.of(bucket, price), Optional.empty()));
    }

    private void readRegions(JsonValue factors) {
        Map<String, Factor> regions = new HashMap<>();
        factors.members().forEach((region, factor) -> {
            if (factor.isNumber()) {
                regions.put(region, Numbers.factor("provider_specific_entry." + region, factor));
            }
        });
        sheet.regions(regions);
    }
}
