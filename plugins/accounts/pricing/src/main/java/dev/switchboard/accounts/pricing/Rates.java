package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices by bucket.
 *
 * @param units   the price of one unit of a bucket
 * @param request the price of a call as such
 */
public record Rates(Map<Bucket, Price> units, Optional<Price> request) {
    /** No price at all. */
    public static final Rates NONE = new Rates(Map.of(), Optional.empty());

    /** Copies the map. */
    public Rates {
        Map<Bucket, Price> copy = new EnumMap<>(Bucket.class);
        copy.putAll(units);
        units = Collections.unmodifiableMap(copy);
    }

    /** The price of one unit. */
    Optional<Price> of(Bucket bucket) {
        return Optional.ofNullable(units.get(bucket));
    }

    /** These prices, and those of others where these have none. */
    Rates or(Rates others) {
        Map<Bucket, Price> all = new EnumMap<>(Bucket.class);
        all.putAll(others.units);
        all.putAll(units);
        return new Rates(all, request.or(others::request));
    }

    /** Of these prices, those of some buckets. */
    Rates only(List<Bucket> buckets) {
        Map<Bucket, Price> some = new EnumMap<>(Bucket.class);
        some.putAll(units);
        some.keySet().retainAll(buckets);
        return new Rates(some, Optional.empty());
    }

    /** All prices changed by a factor. */
    Rates times(Factor factor) {
        Map<Bucket, Price> changed = new EnumMap<>(Bucket.class);
        units.forEach((bucket, price) -> changed.put(bucket, price.times(factor)));
        return new Rates(changed, request.map(price -> price.times(factor)));
    }
}
