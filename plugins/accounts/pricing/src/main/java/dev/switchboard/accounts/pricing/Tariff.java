package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The prices of one tier of service, by the size of the context: with more input tokens than a band's threshold (caches and
 * audio included), the whole call costs what the band says, and what the bands below say where it says nothing.
 *
 * @param bands with different thresholds, the largest first
 */
record Tariff(List<Band> bands) {
    private static final List<Bucket> CACHES = List.of(Bucket.CACHE_READ, Bucket.CACHE_WRITE, Bucket.CACHE_WRITE_1H);

    /**
     * Prices from a size of the context on.
     *
     * @param above the call must have more input tokens than this; -1 for the band that always applies
     */
    record Band(long above, Rates rates) {}

    /** A price and where it stands. */
    private record Found(long above, Price price, boolean own) {}

    Tariff {
        bands = bands.stream()
                .sorted(Comparator.comparingLong(Band::above).reversed())
                .toList();
    }

    /** The price of a bucket's unit in a call with that many input tokens; empty if it is not known. */
    Optional<Price> price(Bucket bucket, long inputTokens) {
        Optional<Found> found = find(bucket, inputTokens);
        return found.filter(price -> price.own() || mayBorrow(bucket)).map(Found::price);
    }

    /** The threshold of the band that would set the bucket's price, or -1. */
    long threshold(Bucket bucket, long inputTokens) {
        return find(bucket, inputTokens).map(Found::above).orElse(-1L);
    }

    private Optional<Found> find(Bucket bucket, long inputTokens) {
        for (Band band : bands) {
            if (inputTokens > band.above()) {
                Optional<Price> own = band.rates().of(bucket);
                Optional<Price> price = own.or(() ->
                        Buckets.substitute(bucket).flatMap(other -> band.rates().of(other)));
                if (price.isPresent()) {
                    return Optional.of(new Found(band.above(), price.get(), own.isPresent()));
                }
            }
        }
        return Optional.empty();
    }

    /** A bucket with a price of its own in some band does not take another's in a band that says nothing of it. */
    private boolean mayBorrow(Bucket bucket) {
        if (Buckets.isCache(bucket)) {
            for (Bucket each : CACHES) {
                if (Buckets.isSameCacheSide(each, bucket) && prices(each)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether some band is for calls with more input tokens than that. */
    boolean reaches(long inputTokens) {
        return bands.stream().anyMatch(band -> band.above() >= inputTokens);
    }

    /** Whether some band has a price for a bucket itself. */
    boolean prices(Bucket bucket) {
        for (Band band : bands) {
            if (band.rates().of(bucket).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The price of the call as such. */
    Optional<Price> request(long inputTokens) {
        for (Band band : bands) {
            if (inputTokens > band.above() && band.rates().request().isPresent()) {
                return band.rates().request();
            }
        }
        return Optional.empty();
    }

    /**
     * The dearest that a unit counted in a bucket can become, in a call with at most that many input tokens; not known for the use of
     * a tool unless searches of the web, the most frequent one, have a price.
     */
    Optional<Price> dearest(Bucket bucket, long inputTokens) {
        if (bucket == Bucket.REQUESTS && price(bucket, inputTokens).isEmpty()) {
            return Optional.empty();
        }
        Optional<Price> dearest = Optional.empty();
        for (Band band : bands) {
            if (inputTokens > band.above()) {
                for (Bucket each : Buckets.couldBecome(bucket)) {
                    Optional<Price> price = price(each, band.above() + 1);
                    boolean dearer = price.isPresent()
                            && (dearest.isEmpty() || price.get().compareTo(dearest.get()) > 0);
                    dearest = dearer ? price : dearest;
                }
            }
        }
        return dearest;
    }

    Tariff times(Factor factor) {
        return new Tariff(bands.stream()
                .map(band -> new Band(band.above(), band.rates().times(factor)))
                .toList());
    }

    /** Whether it says of input and output that they cost nothing, and charges for nothing else. */
    boolean isFree() {
        return prices(Bucket.INPUT)
                && prices(Bucket.OUTPUT)
                && bands.stream()
                        .map(Band::rates)
                        .flatMap(rates -> Stream.concat(rates.units().values().stream(), rates.request().stream()))
                        .allMatch(Price.FREE::equals);
    }
}
