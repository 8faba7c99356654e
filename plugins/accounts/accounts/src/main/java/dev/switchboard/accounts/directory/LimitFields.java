package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads members of an object that says limits: what is there is understood or refused with its place, never passed over.
 *
 * @param place before the members' names in an error, such as {@code budget_limits[0].}; may be empty
 */
record LimitFields(JsonNode object, String place) {
    /** Dollars. */
    Optional<Money> money(String name) {
        return Documents.get(object, name)
                .map(value -> Documents.money(value).orElseThrow(() -> wrong(name, value, "dollars, such as 0.5")));
    }

    /** A number of calls or tokens. */
    OptionalLong count(String name) {
        Optional<JsonNode> value = Documents.get(object, name);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(count(name, value.get()));
    }

    /** Numbers of calls or tokens, by name. */
    Map<String, Long> counts(String name) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Documents.get(object, name).ifPresent(map -> {
            if (!map.isObject()) {
                throw wrong(name, map, "an object such as {\"gpt-4o\": 100}");
            }
            map.properties()
                    .forEach(each -> counts.put(each.getKey(), count(name + "." + each.getKey(), each.getValue())));
        });
        return counts;
    }

    private long count(String name, JsonNode value) {
        return Documents.count(value).orElseThrow(() -> wrong(name, value, "a whole number of 0 or more"));
    }

    /** How long something lasts, by a clock. */
    Optional<Period> period(String name, Clock clock) {
        return text(name, "a length of time such as 30d").map(text -> {
            try {
                return Period.parse(text, clock.rolling(), clock.zone());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(place + name + ": " + e.getMessage(), e);
            }
        });
    }

    /** By which clock periods begin. @param usual what holds for what is not said here */
    Clock clock(Clock usual) {
        return new Clock(
                text("budget_window", Clock.WINDOWS)
                        .map(window -> rolling("budget_window", window))
                        .orElse(usual.rolling()),
                text("timezone", Clock.ZONES)
                        .map(zone -> zone("timezone", zone))
                        .orElse(usual.zone()));
    }

    private boolean rolling(String name, String window) {
        return switch (window) {
            case "rolling" -> true;
            case "calendar" -> false;
            default -> throw wrong(name, object.get(name), Clock.WINDOWS);
        };
    }

    private ZoneId zone(String name, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Documents.wrong(place + name, object.get(name), Clock.ZONES), e);
        }
    }

    /** A text. */
    Optional<String> text(String name, String expected) {
        return Documents.get(object, name).map(value -> {
            if (!value.isString()) {
                throw wrong(name, value, expected);
            }
            return value.stringValue();
        });
    }

    /** That one of two names of the same member which is there; the first if none is. */
    String either(String one, String other) {
        if (Documents.get(object, other).isEmpty()) {
            return one;
        }
        if (Documents.get(object, one).isPresent()) {
            throw wrong(other, object.get(other), "it or " + one + ", which means the same, not both");
        }
        return other;
    }

    /** Refuses what has another name than these. */
    void only(Set<String> names) {
        object.properties().stream()
                .filter(each ->
                        !names.contains(each.getKey()) && !each.getValue().isNull())
                .findFirst()
                .ifPresent(each -> {
                    throw wrong(
                            each.getKey(),
                            each.getValue(),
                            String.join(", ", names.stream().sorted().toList()));
                });
    }

    /** What cannot be understood. */
    IllegalArgumentException wrong(String name, JsonNode value, String expected) {
        return new IllegalArgumentException(Documents.wrong(place + name, value, expected));
    }

    /**
     * By which periods begin and end.
     *
     * @param rolling whether they end now rather than at a border
     */
    record Clock(boolean rolling, ZoneId zone) {
        private static final String WINDOWS = "rolling or calendar";
        private static final String ZONES = "a name such as Europe/Berlin";
    }
}
