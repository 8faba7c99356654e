package dev.switchboard.config.schema;

import dev.switchboard.spi.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What everybody has to understand of a target's price: plain tokens. The rest is for whoever bills. */
final class TargetPrice {
    /** No decimal number: who has no price shall not wait for tables of powers at the start. */
    private static final long MOST = 1_000_000;

    private static final int MILLION = 6;

    private TargetPrice() {}

    /** @throws IllegalArgumentException for prices that are none, and for such as stand among the facts */
    static void check(Map<String, ConfigValue> price, Map<String, ConfigValue> info) {
        perMillion(price, "input");
        perMillion(price, "output");
        info.keySet().stream().filter(TargetPrice::isPrice).findFirst().ifPresent(name -> {
            String under = name.equals("price") ? "price: {...}" : "price: {" + name + ": ...}";
            throw new IllegalArgumentException(
                    "info." + name + ": prices do not stand there (expected: beside info, " + under + ")");
        });
    }

    private static boolean isPrice(String fact) {
        return fact.equals("price") || fact.contains("_cost") || fact.equals("tiered_pricing");
    }

    /** Dollars for a million tokens of a side, by its own name or LiteLLM's for one token. */
    static Optional<BigDecimal> perMillion(Map<String, ConfigValue> price, String side) {
        return dollars(price, side, 0).or(() -> dollars(price, side + "_cost_per_token", MILLION));
    }

    private static Optional<BigDecimal> dollars(Map<String, ConfigValue> price, String name, int shift) {
        return Optional.ofNullable(price.get(name))
                .filter(value -> !(value instanceof ConfigValue.Null))
                .map(value -> {
                    BigDecimal dollars =
                            decimal(value).orElse(BigDecimal.ONE.negate()).movePointRight(shift);
                    BigDecimal most = BigDecimal.valueOf(MOST);
                    if (dollars.signum() < 0 || dollars.compareTo(most) > 0) {
                        throw new IllegalArgumentException("price." + name + ": " + shown(value)
                                + " (expected: dollars, 0 to "
                                + most.movePointLeft(shift).stripTrailingZeros().toPlainString() + ")");
                    }
                    return dollars;
                });
    }

    private static Optional<BigDecimal> decimal(ConfigValue value) {
        try {
            return Optional.of(new BigDecimal(shown(value)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String shown(ConfigValue value) {
        return switch (value) {
            case ConfigValue.Numeric number -> number.literal();
            case ConfigValue.Text text -> text.value();
            case ConfigValue.Bool bool -> String.valueOf(bool.value());
            case ConfigValue.Null nothing -> "nothing";
            case ConfigValue.Sequence list -> "a list";
            case ConfigValue.Mapping map -> "a mapping";
        };
    }
}
