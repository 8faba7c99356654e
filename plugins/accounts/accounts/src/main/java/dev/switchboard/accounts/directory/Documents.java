package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of entities: read strictly, with exact numbers. */
public final class Documents {
    private static final int MAX_DEPTH = 64;

    /** The one mapper of this bundle. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Documents() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads an object. @throws IllegalArgumentException for anything else, with a sentence */
    public static ObjectNode parse(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The body is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
        throw new IllegalArgumentException("The body is no JSON object (expected: {...})");
    }

    /** Writes an object. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** A member that is there and not null. */
    public static Optional<JsonNode> get(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    /** A text. */
    public static Optional<String> text(JsonNode object, String name) {
        return get(object, name).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    /** Whether a member is true. */
    public static boolean flag(JsonNode object, String name) {
        return get(object, name).map(JsonNode::isBoolean).orElse(false)
                && object.get(name).booleanValue();
    }

    /** A whole number that is not negative. */
    public static OptionalLong count(JsonNode object, String name) {
        return get(object, name)
                .filter(node -> node.isNumber() && node.canConvertToLong())
                .map(node -> OptionalLong.of(Math.max(0, node.longValue())))
                .orElse(OptionalLong.empty());
    }

    /** An amount of dollars; what is finer than a nano-dollar is cut off. */
    public static Optional<Money> money(JsonNode object, String name) {
        return get(object, name)
                .filter(JsonNode::isNumber)
                .map(node -> Money.dollars(node.decimalValue().setScale(9, RoundingMode.DOWN)));
    }

    /** An amount of dollars as a number. */
    public static BigDecimal dollars(long nanos) {
        BigDecimal dollars = new Money(nanos).toDollars().stripTrailingZeros();
        return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
    }

    /** The texts of a list; empty if there is none. */
    public static List<String> texts(JsonNode object, String name) {
        List<String> texts = new ArrayList<>();
        get(object, name)
                .filter(JsonNode::isArray)
                .ifPresent(array -> array.forEach(each -> {
                    if (each.isString()) {
                        texts.add(each.stringValue());
                    }
                }));
        return texts;
    }

    /** The numbers of an object by name. */
    public static Map<String, Long> counts(JsonNode object, String name) {
        Map<String, Long> counts = new LinkedHashMap<>();
        get(object, name)
                .filter(JsonNode::isObject)
                .ifPresent(map -> map.properties().forEach(each -> {
                    if (each.getValue().isNumber()) {
                        counts.put(each.getKey(), Math.max(0, each.getValue().longValue()));
                    }
                }));
        return counts;
    }

    /** A time in ISO 8601. */
    public static Optional<Instant> time(JsonNode object, String name) {
        return text(object, name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                return Instant.EPOCH; // what cannot be read has expired
            }
        });
    }
}
