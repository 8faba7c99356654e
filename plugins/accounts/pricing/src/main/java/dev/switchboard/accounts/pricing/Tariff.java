package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one tier of service, by the size of the context: with more input tokens than a band's threshold (caches and
 * audio included), the whole call costs what the band says, and what the bands below say where it says nothing. Immutable; safe
 * for use by any thread.
 */
final class Tariff {
    private static final List<Bucket> CACHES = List.of(Bucket.CACHE_READ, Bucket.CACHE_WRITE, Bucket.CACHE_WRITE_1H);

    private final List<Band> bands;
    /** Of the bands, in their order. Of most models in a list no price is ever asked for. */
    private volatile @Nullable List<Level> levels;

    /**
     * Prices from a size of the context on.
     *
     * @param above the call must have more input tokens than this; -1 for the band that always applies
     */
    record Band(long above, Rates rates) {}

    /**
     * The price of a bucket and the threshold of the band that sets it.
     *
     * @param price empty if it is that of another bucket, whose price this one does not take
     */
    private record Found(long above, Optional<Price> price) {}

    /**
     * What calls of a band cost, looked up once in it and in those below.
     *
     * @param above   the band's threshold
     * @param found   by bucket, where there is any price
     * @param dearest that a unit of a bucket can become, in this band or one below
     * @param request the price of the call as such
     */
    private record Level(long above, Map<Bucket, Found> found, Map<Bucket, Price> dearest, Optional<Price> request) {}

    /** @param bands with different thresholds, in any order */
    Tariff(List<Band> bands) {
        this.bands = bands.stream()
                .sorted(Comparator.comparingLong(Band::above).reversed())
                .toList();
    }

    /** The price of a bucket's unit in a call with that many input tokens; empty if it is not known. */
    Optional<Price> price(Bucket bucket, long inputTokens) {
        Found found = find(bucket, inputTokens);
        return found == null ? Optional.empty() : found.price();
    }

    /** The threshold of the band that would set the bucket's price, or -1. */
    long threshold(Bucket bucket, long inputTokens) {
        Found found = find(bucket, inputTokens);
        return found == null ? -1 : found.above();
    }

    private @Nullable Found find(Bucket bucket, long inputTokens) {
        Level level = level(inputTokens);
        return level == null ? null : level.found().get(bucket);
    }

    /** The price of the call as such. */
    Optional<Price> request(long inputTokens) {
        Level level = level(inputTokens);
        return level == null ? Optional.empty() : level.request();
    }

    /**
     * The dearest that a unit counted in a bucket can become, in a call with at most that many input tokens; not known for the use of
     * a tool unless searches of the web, the most frequent one, have a price.
     */
    Optional<Price> dearest(Bucket bucket, long inputTokens) {
        Level level = level(inputTokens);
        if (level == null
                || bucket == Bucket.REQUESTS && price(bucket, inputTokens).isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(level.dearest().get(bucket));
    }

    private @Nullable Level level(long inputTokens) {
        for (Level level : levels()) {
            if (inputTokens > level.above()) {
                return level;
            }
        }
        return null;
    }

    private List<Level> levels() {
        List<Level> known = levels;
        if (known == null) {
            List<Level> fromLowest = new ArrayList<>();
            for (int i = bands.size() - 1; i >= 0; i--) {
                fromLowest.add(levelOf(bands.subList(i, bands.size()), fromLowest));
            }
            known = List.copyOf(fromLowest.reversed());
            levels = known;
        }
        return known;
    }

    /**
     * What calls of a band cost.
     *
     * @param counting the band and those below, the largest first
     * @param below    what calls of those below cost
     */
    private Level levelOf(List<Band> counting, List<Level> below) {
        Map<Bucket, Found> found = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            look(bucket, counting).ifPresent(it -> found.put(bucket, it));
        }
        Map<Bucket, Price> dearest = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            Stream.concat(
                            Buckets.couldBecome(bucket).stream()
                                    .map(found::get)
                                    .filter(Objects::nonNull)
                                    .flatMap(it -> it.price().stream()),
                            below.stream().map(it -> it.dearest().get(bucket)).filter(Objects::nonNull))
                    .max(Comparator.naturalOrder())
                    .ifPresent(price -> dearest.put(bucket, price));
        }
        Optional<Price> request = counting.stream()
                .flatMap(band -> band.rates().request().stream())
                .findFirst();
        return new Level(counting.getFirst().above(), found, dearest, request);
    }

    private Optional<Found> look(Bucket bucket, List<Band> counting) {
        for (Band band : counting) {
            Optional<Price> own = band.rates().of(bucket);
            Optional<Price> price = own.or(() ->
                    Buckets.substitute(bucket).flatMap(other -> band.rates().of(other)));
            if (price.isPresent()) {
                boolean counts = own.isPresent() || mayBorrow(bucket);
                return Optional.of(new Found(band.above(), counts ? price : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** A bucket with a price of its own in some band does not take another's in a band that says nothing of it. */
    private boolean mayBorrow(Bucket bucket) {
        return !Buckets.isCache(bucket)
                || CACHES.stream().noneMatch(each -> Buckets.isSameCacheSide(each, bucket) && prices(each));
    }

    /** Whether some band is for calls with more input tokens than that. */
    boolean reaches(long inputTokens) {
        return bands.stream().anyMatch(band -> band.above() >= inputTokens);
    }

    /** Whether some band has a price for a bucket itself. */
    private boolean prices(Bucket bucket) {
        return bands.stream().anyMatch(band -> band.rates().of(bucket).isPresent());
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
