package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import dev.switchboard.spi.config.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looking into trees. */
final class Values {
    private Values() {}

    /** A scalar as text; empty for null, lists and maps. */
    static Optional<String> text(ConfigValue value) {
        return switch (value) {
            case Text text -> Optional.of(text.value());
            case ConfigValue.Numeric number -> Optional.of(number.literal());
            case ConfigValue.Bool bool -> Optional.of(Boolean.toString(bool.value()));
            case ConfigValue.Null _, Sequence _, Mapping _ -> Optional.empty();
        };
    }

    static Optional<String> text(Mapping mapping, String key) {
        return mapping.get(key).flatMap(Values::text);
    }

    static boolean isTrue(ConfigValue value) {
        return is(value, "true");
    }

    /** Whether it is that text. */
    static boolean is(ConfigValue value, String text) {
        return text(value).filter(text::equals).isPresent();
    }

    /** A map under a key; empty if there is none. */
    static Mapping mapping(Mapping parent, String key) {
        return parent.get(key)
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .orElse(new Mapping(List.of(), parent.origin()));
    }

    /** The items under a key; a single value counts as a list of one. */
    static List<ConfigValue> items(Mapping parent, String key) {
        return parent.get(key).map(Values::items).orElse(List.of());
    }

    /** The items of a list; a single value counts as a list of one. */
    static List<ConfigValue> items(ConfigValue value) {
        return switch (value) {
            case Sequence sequence -> sequence.items();
            case ConfigValue.Null _ -> List.of();
            default -> List.of(value);
        };
    }

    /** Seconds, whole or not; empty if it is not a positive number of less than 30 days. */
    static Optional<Duration> seconds(ConfigValue value) {
        try {
            BigDecimal millis = new BigDecimal(text(value).orElse("")).movePointRight(3);
            boolean usable = millis.compareTo(BigDecimal.ONE) >= 0
                    && millis.compareTo(BigDecimal.valueOf(Duration.ofDays(30).toMillis())) < 0;
            return usable ? Optional.of(Duration.ofMillis(millis.longValue())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Text duration(Duration duration, Origin origin) {
        boolean whole = duration.toMillisPart() == 0;
        return new Text(whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms", origin);
    }
}
