package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of entities: read strictly, with exact numbers. */
public final class Documents {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_SHOWN = 60;
    /** Bounds what it takes to count with a number that says how many zeros it has. */
    private static final int MOST_DIGITS = 100;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,2})?");
    private static final BigDecimal MOST_DOLLARS = new BigDecimal("1000000000");
    private static final BigDecimal MOST_COUNTED = BigDecimal.valueOf(Long.MAX_VALUE);

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
            throw new IllegalArgumentException(flaw(e), e);
        }
        throw new IllegalArgumentException("The body is no JSON object (expected: {...})");
    }

    private static String flaw(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return e instanceof StreamConstraintsException
                ? "The body goes too far" + where + " (expected: at most " + MAX_DEPTH
                        + " levels of arrays and objects, and no number or name of endless length)"
                : "The body is not JSON" + where + " (expected: one object, {...}, with each member once)";
    }

    /** Tells what is wrong with a value: its field, itself, cut off where it is long, and what would be right. */
    public static String wrong(String field, JsonNode value, String expected) {
        String text = value.toString();
        String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
        return field + ": " + shown + " (expected: " + expected + ")";
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

    /** A whole number that is not negative; empty if the member is missing or no such number. */
    public static OptionalLong count(JsonNode object, String name) {
        return get(object, name).flatMap(Documents::count).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A value that is a whole number and not negative. */
    public static Optional<Long> count(JsonNode value) {
        return number(value)
                .filter(number -> number.stripTrailingZeros().scale() <= 0 && number.compareTo(MOST_COUNTED) <= 0)
                .map(BigDecimal::longValue);
    }

    /** An amount of dollars; empty if the member is missing or no such amount. */
    public static Optional<Money> money(JsonNode object, String name) {
        return get(object, name).flatMap(Documents::money);
    }

    /** A value that is an amount of dollars and not negative; what is finer than a nano-dollar is cut off. */
    public static Optional<Money> money(JsonNode value) {
        return number(value)
                .filter(dollars -> dollars.compareTo(MOST_DOLLARS) <= 0)
                .map(dollars -> Money.dollars(dollars.setScale(9, RoundingMode.DOWN)));
    }

    /** A value that is a number and not negative, or a text of its digits. */
    public static Optional<BigDecimal> number(JsonNode value) {
        Optional<BigDecimal> number = Optional.empty();
        if (value.isNumber()) {
            number = Optional.of(value.decimalValue());
        } else if (value.isString() && DIGITS.matcher(value.stringValue()).matches()) {
            number = Optional.of(new BigDecimal(value.stringValue()));
        }
        return number.filter(it -> it.signum() >= 0 && Math.abs(it.scale()) <= MOST_DIGITS);
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
