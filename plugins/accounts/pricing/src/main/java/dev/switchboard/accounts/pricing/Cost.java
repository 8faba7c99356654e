package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What a call cost. */
public sealed interface Cost {
    /**
     * What is known of it: all of a priced call; of an unpriced one the part whose price is known, so that a budget can count
     * at least that.
     */
    Money known();

    /**
     * An exact cost.
     *
     * @param total   the sum of all that follows
     * @param buckets what each used bucket cost
     * @param request what the call itself cost, beside its buckets
     * @param version the sheet that priced it: its source and state
     */
    record Priced(Money total, Map<Bucket, Money> buckets, Money request, String version) implements Cost {
        /** @throws IllegalArgumentException if the parts are not the total */
        public Priced {
            buckets = copy(buckets);
            Money sum = request;
            for (Money part : buckets.values()) {
                sum = sum.plus(part);
            }
            if (!sum.equals(total)) {
                throw new IllegalArgumentException(
                        "total: " + total + " (expected: the sum of the parts, " + sum + ")");
            }
        }

        @Override
        public Money known() {
            return total;
        }

        private static Map<Bucket, Money> copy(Map<Bucket, Money> buckets) {
            Map<Bucket, Money> copy = new EnumMap<>(Bucket.class);
            copy.putAll(buckets);
            return Collections.unmodifiableMap(copy);
        }
    }

    /**
     * A cost that is not known, which is an error for the operator to see and not free of charge.
     *
     * @param reason what is missing, in a sentence
     * @param known  what the rest of the call cost
     */
    record Unpriced(String reason, Money known) implements Cost {}
}
