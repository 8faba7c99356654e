package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The prices of one model: by tier of service, size of the context and region. Immutable.
 *
 * <p>What counts as size is all input tokens together, cached ones included; a call with more than a band's threshold pays the
 * band's price for every token. A bucket without a price of its own costs what its side costs (reasoning what output costs,
 * cache reads what input costs), unless a cache price is known for some band or time only, which leaves the cost unknown.
 * One thing measured twice, such as an image in tokens and pieces, is billed by the measure that has a price. A use of a tool that
 * the provider runs costs the same in every tier that has no price of its own for it.
 */
public final class PriceSheet {
    private final String model;
    private final String version;
    private final Map<ServiceTier, Tariff> tariffs;
    private final Map<String, Factor> regions;
    private final OptionalLong maxInputTokens;
    private final OptionalLong maxOutputTokens;
    private final OptionalLong maxImageTokens;
    private final OptionalLong window;
    private final boolean free;

    private PriceSheet(
            String model,
            String version,
            Map<ServiceTier, Tariff> tariffs,
            Map<String, Factor> regions,
            OptionalLong maxInputTokens,
            OptionalLong maxOutputTokens,
            OptionalLong maxImageTokens) {
        this.model = model;
        this.version = version;
        this.tariffs = Map.copyOf(tariffs);
        this.regions = Map.copyOf(regions);
        this.maxInputTokens = maxInputTokens;
        this.maxOutputTokens = maxOutputTokens;
        this.maxImageTokens = maxImageTokens;
        this.window = window(maxInputTokens, tariffs.values());
        this.free = tariffs.values().stream().allMatch(Tariff::isFree);
    }

    /**
     * Starts a sheet.
     *
     * @param model   the name it is listed under
     * @param version the source of the prices and its state; stands in the ledger beside each cost
     */
    public static Builder builder(String model, String version) {
        return new Builder(model, version);
    }

    /** The name it is listed under. */
    public String model() {
        return model;
    }

    /** The source of the prices and its state. */
    public String version() {
        return version;
    }

    /** The most input tokens that the model takes, if the source says. */
    public OptionalLong maxInputTokens() {
        return maxInputTokens;
    }

    /** The most output tokens that the model makes, if the source says. */
    public OptionalLong maxOutputTokens() {
        return maxOutputTokens;
    }

    /** The most tokens that one image of the input is counted as, if the source says. */
    public OptionalLong maxImageTokens() {
        return maxImageTokens;
    }

    /**
     * The most input tokens that a call can have: as {@link #maxInputTokens}, but empty where there are prices for calls with more,
     * since a list then names the size that goes without asking.
     */
    public OptionalLong window() {
        return window;
    }

    private static OptionalLong window(OptionalLong maxInputTokens, Collection<Tariff> tariffs) {
        return maxInputTokens.isPresent() && tariffs.stream().anyMatch(each -> each.reaches(maxInputTokens.getAsLong()))
                ? OptionalLong.empty()
                : maxInputTokens;
    }

    /** Whether it says in so many words that the model costs nothing. */
    public boolean isFree() {
        return free;
    }

    /** The same sheet with all prices changed. */
    public PriceSheet times(Factor factor) {
        Map<ServiceTier, Tariff> changed = new EnumMap<>(ServiceTier.class);
        tariffs.forEach((tier, tariff) -> changed.put(tier, tariff.times(factor)));
        return new PriceSheet(model, version, changed, regions, maxInputTokens, maxOutputTokens, maxImageTokens);
    }

    /** What a call cost: each bucket exactly, rounded once to the nano-dollar, and their sum. */
    public Cost cost(Usage usage, Terms terms) {
        if (usage.isNone()) {
            return nothing(version);
        }
        return new Bill(usage, terms).make();
    }

    static Cost nothing(String version) {
        return new Cost.Priced(Money.ZERO, Map.of(), Money.ZERO, version);
    }

    /**
     * The most that a call can cost, rounded up: input may turn out to be sound or written to a cache, output to be reasoning, and
     * the context may reach into every band below its size. What the call yields may be measured twice, such as an image in tokens
     * and in pieces; a measure without a price then costs nothing if the other has one.
     *
     * @param bound what the call uses at most; plain input and output where it is not known which kind it will be
     * @return empty if some price is not known
     */
    public Optional<Money> upperBound(Usage bound, Terms terms) {
        Tariff tariff = tariffs.get(terms.tier());
        if (tariff == null) {
            return Optional.empty();
        }
        Factor factor = factor(terms);
        long context = bound.inputTokens();
        Money sum = tariff.request(context)
                .map(price -> price.times(factor).timesAtMost(1))
                .orElse(Money.ZERO);
        for (Bucket bucket : Buckets.ALL) {
            long count = bound.of(bucket);
            if (count > 0) {
                Optional<Price> price = tariff.dearest(bucket, context);
                if (price.isPresent()) {
                    sum = sum.plus(price.get().times(factor).timesAtMost(count));
                } else if (!isMeasuredOtherwise(bucket, bound, tariff)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(sum);
    }

    /** Whether the same thing is counted in another bucket that has a price. */
    private static boolean isMeasuredOtherwise(Bucket bucket, Usage usage, Tariff tariff) {
        return isMeasure(bucket)
                && usage.toMap().keySet().stream()
                        .filter(other ->
                                isMeasure(other) && Buckets.isOtherMeasure(other) != Buckets.isOtherMeasure(bucket))
                        .anyMatch(other ->
                                tariff.price(other, usage.inputTokens()).isPresent());
    }

    private static boolean isMeasure(Bucket bucket) {
        return bucket.isTokens() || Buckets.isOtherMeasure(bucket);
    }

    private Factor factor(Terms terms) {
        return terms.region().map(regions::get).orElse(Factor.ONE);
    }

    /** Adds the buckets of one call up. */
    private final class Bill {
        private final Usage usage;
        private final long context;
        private final Optional<Tariff> tariff;
        private final String tierName;
        private final Factor factor;
        private final Map<Bucket, Money> parts = new EnumMap<>(Bucket.class);
        private final List<String> missing = new ArrayList<>();

        Bill(Usage usage, Terms terms) {
            this.usage = usage;
            this.context = usage.inputTokens();
            Optional<String> told = usage.serviceTier();
            this.tierName = told.orElse(terms.tier().name());
            this.tariff = (told.isPresent() ? ServiceTier.of(tierName) : Optional.of(terms.tier())).map(tariffs::get);
            this.factor = factor(terms);
        }

        Cost make() {
            Tariff standard = standard();
            Tariff counting = tariff.orElse(standard);
            Money request = counting.request(context)
                    .map(price -> price.times(factor).times(1))
                    .orElse(Money.ZERO);
            Money total = request;
            for (Bucket bucket : Buckets.ALL) {
                if (usage.of(bucket) > 0) {
                    total = total.plus(add(bucket, usage.of(bucket), counting, standard));
                }
            }
            if (tariff.isEmpty()) {
                return new Cost.Unpriced(model + " has no price for the service tier " + tierName, total);
            }
            return missing.isEmpty()
                    ? new Cost.Priced(total, parts, request, version)
                    : new Cost.Unpriced(model + " has no price for " + String.join(", ", missing), total);
        }

        private Tariff standard() {
            Tariff listed = tariffs.get(ServiceTier.STANDARD);
            return listed == null ? new Tariff(List.of()) : listed;
        }

        /** Adds what a bucket cost, or that this is not known. @return what is known of it */
        private Money add(Bucket bucket, long count, Tariff counting, Tariff standard) {
            boolean listed =
                    counting == standard || counting.threshold(bucket, context) >= standard.threshold(bucket, context);
            Optional<Price> price = listed ? counting.price(bucket, context) : Optional.empty();
            if (price.isPresent()) {
                Money part = price.get().times(factor).times(count);
                parts.put(bucket, part);
                return part;
            }
            if (!listed) {
                missing.add(Buckets.name(bucket) + " of a context of " + context + " tokens in the service tier "
                        + tierName);
            } else if (!isMeasuredOtherwise(bucket, usage, counting)) {
                missing.add(Buckets.name(bucket));
            }
            return Money.ZERO;
        }
    }

    /** Collects prices. Not safe for use by several threads. */
    public static final class Builder {
        private static final long ALWAYS = -1;

        private final String model;
        private final String version;
        private final Map<ServiceTier, Map<Long, Rates>> rates = new EnumMap<>(ServiceTier.class);
        private Map<String, Factor> regions = Map.of();
        private OptionalLong maxInputTokens = OptionalLong.empty();
        private OptionalLong maxOutputTokens = OptionalLong.empty();
        private OptionalLong maxImageTokens = OptionalLong.empty();

        private Builder(String model, String version) {
            this.model = model;
            this.version = version;
        }

        /** Adds prices that hold for any size of the context. */
        public Builder rates(ServiceTier tier, Rates prices) {
            return rates(tier, ALWAYS, prices);
        }

        /**
         * Adds prices.
         *
         * @param above for calls with more input tokens than this, 0 or more; -1 for all
         */
        public Builder rates(ServiceTier tier, long above, Rates prices) {
            if (!prices.equals(Rates.NONE)) {
                rates.computeIfAbsent(tier, _ -> new HashMap<>()).merge(above, prices, Rates::or);
            }
            return this;
        }

        /** Sets by what factor the prices of named regions differ from the list. */
        public Builder regions(Map<String, Factor> value) {
            regions = value;
            return this;
        }

        /** Sets the model's bounds. */
        public Builder bounds(OptionalLong input, OptionalLong output) {
            maxInputTokens = input;
            maxOutputTokens = output;
            return this;
        }

        /** Sets {@link PriceSheet#maxImageTokens()}. */
        public Builder image(OptionalLong tokens) {
            maxImageTokens = tokens;
            return this;
        }

        /** Whether no price was added. */
        public boolean isEmpty() {
            return rates.isEmpty();
        }

        /** The sheet. */
        public PriceSheet build() {
            Rates uses = rates.getOrDefault(ServiceTier.STANDARD, Map.of())
                    .getOrDefault(ALWAYS, Rates.NONE)
                    .only(Buckets.USES);
            Map<ServiceTier, Tariff> tariffs = new EnumMap<>(ServiceTier.class);
            rates.keySet().forEach(tier -> rates(tier, uses));
            rates.forEach((tier, bands) -> tariffs.put(
                    tier,
                    new Tariff(bands.entrySet().stream()
                            .map(band -> new Tariff.Band(band.getKey(), band.getValue()))
                            .toList())));
            return new PriceSheet(model, version, tariffs, regions, maxInputTokens, maxOutputTokens, maxImageTokens);
        }
    }
}
